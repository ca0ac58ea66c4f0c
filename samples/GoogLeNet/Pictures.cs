using Unfurl;

namespace Inceptions;

/// <summary>What the small network learns from and is judged by.</summary>
/// <param name="Name">What to call it.</param>
/// <param name="Train">Images to learn from.</param>
/// <param name="Test">Images it never learns from.</param>
/// <param name="Goal">The accuracy it has to reach; 0 for none.</param>
internal sealed record Pictures(string Name, ImageDataSet Train, ImageDataSet Test, double Goal)
{
    // Where a checkout may have Fashion-MNIST beside it.
    private const string Beside = "shared/data/fashion-mnist";

    private static readonly string[] Classes = [.. Enumerable.Range(0, SmallGoogLeNet.OutputLength).Select(label => $"{label}")];

    /// <summary>The folder the user named, else Fashion-MNIST beside the repository, else the built-in digits.</summary>
    /// <exception cref="IOException">A file is missing or cannot be read.</exception>
    /// <exception cref="InvalidDataException">A file is damaged, or its images do not fit the network.</exception>
    public static Pictures Open(string? folder)
    {
        if ((folder ?? FindBeside()) is not { } found)
        {
            Console.WriteLine($"There is no ../{Beside} beside the repository and no --data: the built-in digits have to do.");
            ImageDataSet digits = SyntheticDigits.Create(60_000, seed: 1), others = SyntheticDigits.Create(10_000, seed: 2);
            return new Pictures("the built-in digits", digits, others, Goal: 0.98).Scaled();
        }

        string name = new DirectoryInfo(found).Name;
        (ImageDataSet train, ImageDataSet test) = ImageDataSet.OpenIdxFolder(found, Classes);
        foreach (ImageDataSet part in (ImageDataSet[])[train, test])
        {
            if (part.Count == 0 || part.InputLength != SmallGoogLeNet.InputLength)
                throw new InvalidDataException(
                    $"'{found}' has {part.Count} images of {part.Height}x{part.Width}, expected at least one of 28x28.");
        }

        return new Pictures(name, train, test, name.Contains("fashion", StringComparison.OrdinalIgnoreCase) ? 0.9 : 0).Scaled();
    }

    // The program runs from bin/ somewhere below the repository, which the solution's file marks.
    private static string? FindBeside()
    {
        DirectoryInfo? folder = new(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Compiler.sln")))
            folder = folder.Parent;
        return folder?.Parent is { } around && Path.Combine(around.FullName, Beside) is var path && Directory.Exists(path) ? path : null;
    }

    // Pixels in about (-1, 1).
    private Pictures Scaled() => this with { Train = Train.Normalize(0.5f, 0.5f), Test = Test.Normalize(0.5f, 0.5f) };
}
