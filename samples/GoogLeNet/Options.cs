using System.Globalization;

namespace Inceptions;

/// <summary>What the user asked for.</summary>
/// <param name="Small">Train the small network instead of showing the large one.</param>
/// <param name="Data">Folder of IDX files, or whatever is there.</param>
/// <param name="Epochs">How often to go through them, or as often as is needed.</param>
/// <param name="Help">Only explain.</param>
internal sealed record Options(bool Small = false, string? Data = null, int? Epochs = null, bool Help = false)
{
    public const string Usage = """
        GoogLeNet: prints its layers, times it on an image and trains it for a few steps.

        dotnet run -c Release --project samples/GoogLeNet -- [--small [--data DIR] [--epochs N]]

          --small       train a small relative, made of the same module, on images of 28x28
          --data DIR    take these IDX files (MNIST, Fashion-MNIST; raw or .gz) rather than Fashion-MNIST beside the
                        repository, or the built-in digits
          --epochs N    how often to go through the images (default: 3)
          --help        this text

        Exit code 0: all is well; 1: not accurate enough, or a file cannot be read; 2: wrong options.
        """;

    /// <summary>Reads the command line.</summary>
    /// <exception cref="OptionException">An option is unknown or its value is missing or wrong.</exception>
    public static Options Read(ReadOnlySpan<string> args)
    {
        var options = new Options();
        while (args is not [])
        {
            options = args switch
            {
                ["--help" or "-h", ..] => options with { Help = true },
                ["--small", ..] => options with { Small = true },
                ["--data", var folder, ..] => options with { Data = ReadFolder(folder) },
                ["--epochs", var number, ..] => options with { Epochs = ReadNumber(number) },
                [var other, ..] => throw new OptionException($"'{other}' is no option, or lacks its value; --help lists them."),
                [] => options,
            };
            args = args[(args[0] is "--data" or "--epochs" ? 2 : 1)..];
        }

        return options.Small || (options.Data is null && options.Epochs is null)
            ? options
            : throw new OptionException("--data and --epochs belong to --small.");
    }

    private static string ReadFolder(string path) =>
        Directory.Exists(path) ? path : throw new OptionException($"--data takes a folder, but there is none at '{path}'.");

    private static int ReadNumber(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number > 0
            ? number
            : throw new OptionException($"--epochs takes a whole number from 1, not '{text}'.");
}
