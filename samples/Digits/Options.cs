using System.Globalization;

namespace Digits;

/// <summary>What the user asked for.</summary>
/// <param name="Data">Folder of IDX files, or the built-in digits.</param>
/// <param name="Epochs">Epochs, or as many as the data needs.</param>
/// <param name="Seed">Decides weights and order.</param>
/// <param name="Help">Only explain.</param>
internal sealed record Options(string? Data = null, int? Epochs = null, int Seed = 1, bool Help = false)
{
    public const string Usage = """
        Trains LeNet on handwritten-looking digits, saves it, reloads it and proves that it answers the same.

        dotnet run -c Release --project samples/Digits -- [options]

          --data DIR    train on IDX files (MNIST, Fashion-MNIST; raw or .gz) instead of the built-in digits
          --epochs N    how often to go through the training images (default: 3; with --data 5)
          --seed N      decides the first weights and the order of the images (default: 1)
          --help        this text

        Writes lenet.safetensors and learning-curve.svg to the current directory. Exit code 0: accurate enough and equal
        after reloading; 1: not so, or a file cannot be read or written; 2: wrong options.
        """;

    /// <summary>Reads the command line.</summary>
    /// <exception cref="OptionException">An option is unknown or its value is missing or wrong.</exception>
    public static Options Read(ReadOnlySpan<string> args)
    {
        var options = new Options();
        while (args is [var name, .. var rest])
        {
            if (name is "--help" or "-h")
                return options with { Help = true };
            if (name is not ("--data" or "--epochs" or "--seed"))
                throw new OptionException($"There is no option '{name}'; --help lists them.");
            if (rest is not [var value, .. var others])
                throw new OptionException($"{name} lacks its value; --help shows it.");
            options = name switch
            {
                "--data" => options with { Data = ReadFolder(value) },
                "--epochs" => options with { Epochs = ReadNumber(name, value, least: 1) },
                _ => options with { Seed = ReadNumber(name, value, least: 0) },
            };
            args = others;
        }

        return options;
    }

    private static string ReadFolder(string path) =>
        Directory.Exists(path) ? path : throw new OptionException($"--data takes a folder, but there is none at '{path}'.");

    private static int ReadNumber(string name, string text, int least) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number >= least
            ? number
            : throw new OptionException($"{name} takes a whole number from {least}, not '{text}'.");
}
