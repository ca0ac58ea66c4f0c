using Unfurl.Tests.Oracle;

namespace Unfurl.Tests.Numerics;

/// <summary>What a reference case is given, as a network takes it: for every sample.</summary>
internal static class GoldenInputs
{
    /// <summary>Tensors that are inputs of the network.</summary>
    public static string[] Names(GoldenCase golden) => [.. new[] { "x", "x0", "x1" }.Where(golden.Tensors.Contains)];

    /// <summary>Samples of a case; null where its first axis is the channels of a single one.</summary>
    public static int? Samples(GoldenCase golden) => golden.Family == "softmax" && golden.Number("axis") == 0 ? null : golden.Shape(Names(golden)[0])[0];

    /// <summary>The shape of one sample. What is there once for the batch has, from the right, axes that go with those of the others.</summary>
    public static int[] Shape(GoldenCase golden, string input)
    {
        int[] shape = golden.Shape(input);
        if (!IsShared(golden, input))
            return shape[(Samples(golden) is null ? 0 : 1)..];
        return [.. Enumerable.Repeat(1, golden.Shape(Names(golden)[0]).Length - 1 - shape.Length), .. shape];
    }

    /// <summary>The numbers, for each sample.</summary>
    public static float[] Numbers(GoldenCase golden, string input) =>
        IsShared(golden, input) ? [.. Enumerable.Repeat(golden[input], Samples(golden)!.Value).SelectMany(x => x)] : golden[input];

    /// <summary>Holds the gradients of every sample against the reference's: their sum, for what is there once.</summary>
    public static void AssertGradient(GoldenCase golden, string input, float[] gradient)
    {
        int length = golden[input].Length;
        golden.AssertClose("grad." + input, IsShared(golden, input) ? [.. Enumerable.Range(0, length).Select(i => gradient.Where((_, n) => n % length == i).Sum())] : gradient);
    }

    private static bool IsShared(GoldenCase golden, string input) => golden.Shape(input).Length < golden.Shape(Names(golden)[0]).Length;
}
