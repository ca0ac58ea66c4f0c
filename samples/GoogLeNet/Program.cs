using Inceptions;

try
{
    var options = Options.Read(args);
    if (options.Help)
    {
        Console.WriteLine(Options.Usage);
        return 0;
    }

    if (options.Small)
        return SmallTraining.Run(options) ? 0 : 1;

    LayerList.Write(GoogLeNet.Info);
    FullSize.Run();
    return 0;
}
catch (OptionException problem)
{
    Console.Error.WriteLine(problem.Message);
    return 2;
}
catch (Exception problem) when (problem is IOException or InvalidDataException or UnauthorizedAccessException)
{
    Console.Error.WriteLine(problem.Message);
    return 1;
}
