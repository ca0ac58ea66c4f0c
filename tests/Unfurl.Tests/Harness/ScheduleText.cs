using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace Unfurl.Tests.Harness;

/// <summary>A file of the project as the compiler hands it to the generator: a schedule, if its name ends so.</summary>
/// <param name="name">Its name.</param>
/// <param name="text">What stands in it.</param>
internal sealed class ScheduleText(string name, string text) : AdditionalText
{
    public override string Path => name;

    public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(text);
}
