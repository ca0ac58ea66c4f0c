namespace Unfurl.Benchmarks;

/// <summary>What the user asked of <c>build</c>.</summary>
/// <param name="Network">The only network to build, or all.</param>
/// <param name="NoBuild">Leave out the whole builds, which take longest.</param>
internal sealed record BuildOptions(string? Network = null, bool NoBuild = false)
{
    /// <summary>Reads the command line behind <c>build</c>.</summary>
    /// <exception cref="OptionException">An option is unknown or its value is missing.</exception>
    public static BuildOptions Read(ReadOnlySpan<string> args)
    {
        var options = new BuildOptions();
        while (args is not [])
        {
            options = args switch
            {
                ["--no-build", ..] => options with { NoBuild = true },
                ["--network", var name, ..] => options with { Network = name },
                [var other, ..] => throw new OptionException($"build: '{other}' is no option, or lacks its value."),
                [] => options,
            };
            args = args[(args[0] == "--no-build" ? 1 : 2)..];
        }

        return options;
    }
}
