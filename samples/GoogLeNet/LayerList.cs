using System.Globalization;
using Unfurl;

namespace Inceptions;

/// <summary>A network's table of layers.</summary>
internal static class LayerList
{
    private static readonly NumberFormatInfo Grouped = new() { NumberGroupSeparator = " " };

    /// <summary>A line for each layer, and what they are in all: of the network in use, and while it trains.</summary>
    public static void Write(ReadOnlySpan<LayerInfo> layers)
    {
        LayerInfo[] training = layers.ToArray(), inUse = [.. training.Where(layer => !layer.TrainingOnly)];
        WriteLine("layer", "kind", "in", "out", "parameters", "multiply-adds");
        foreach (LayerInfo layer in training)
            WriteLine(layer.Name, layer.Kind, layer.InputShape, layer.OutputShape, Number(layer.Parameters), Number(layer.MultiplyAdds));

        Console.WriteLine();
        WriteSum("in use", inUse);
        if (inUse.Length < training.Length)
            WriteSum("while training, with heads", training);
    }

    private static void WriteSum(string title, LayerInfo[] layers) =>
        WriteLine(title, "", "", $"{layers.Length} layers", Number(layers.Sum(l => l.Parameters)), Number(layers.Sum(l => l.MultiplyAdds)));

    private static void WriteLine(string name, string kind, string input, string output, string parameters, string multiplyAdds) =>
        Console.WriteLine($"{name,-26} {kind,-17} {input,-23} {output,-11} {parameters,10} {multiplyAdds,13}");

    private static string Number(long value) => value == 0 ? "" : value.ToString("#,0", Grouped);
}
