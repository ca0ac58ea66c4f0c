using System.CommandLine;
using Unfurl.Tool;

var root = new RootCommand("Unfurl, a neural-network compiler that lives in the C# build.") { TuneCommand.Create() };
ParseResult parsed = root.Parse(args);
try
{
    return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false });
}
catch (ToolException problem)
{
    Console.Error.WriteLine(problem.Message);
    return 1;
}
