namespace Unfurl.Tests.Training;

/// <summary>Points around three corners: easy for <see cref="LinearSoftmax"/>, hard for guesses.</summary>
internal static class Clusters
{
    private static readonly string[] Names = ["left", "right", "above"];

    public static ArrayDataSet Create(int count, int seed)
    {
        var random = new SplitMix64((ulong)seed);
        float[] inputs = new float[count * LinearSoftmax.Inputs];
        int[] labels = new int[count];
        for (int i = 0; i < count; i++)
        {
            labels[i] = random.NextInt32(LinearSoftmax.Classes);
            for (int k = 0; k < LinearSoftmax.Inputs; k++)
                inputs[i * LinearSoftmax.Inputs + k] = (k == labels[i] ? 1 : 0) + 0.5f * random.NextSingle();
        }

        return new ArrayDataSet(count, inputs, labels, classes: Names);
    }
}
