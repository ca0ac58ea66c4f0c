namespace Unfurl.Benchmarks;

/// <summary>What <c>dotnet build</c> of a project with one network takes.</summary>
/// <param name="RestoreSeconds">Restoring it, before.</param>
/// <param name="Seconds">Building it.</param>
/// <param name="GeneratorMs">The generator's part in that.</param>
internal sealed record WholeBuild(double RestoreSeconds, double Seconds, double GeneratorMs)
{
    /// <summary>Builds a fresh project in a temporary folder.</summary>
    /// <exception cref="BuildException">It does not build.</exception>
    public static WholeBuild Of(Declaration declaration)
    {
        using var project = new FreshProject(declaration);
        TimeSpan restore = project.Restore();
        (TimeSpan build, TimeSpan generator) = project.Build();
        return new WholeBuild(restore.TotalSeconds, build.TotalSeconds, generator.TotalMilliseconds);
    }
}
