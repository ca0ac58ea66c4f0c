using System.Numerics;
using System.Runtime.InteropServices;

namespace Unfurl.Tests.Data;

/// <summary>Multinomial logistic regression: what a data set gives away without any idea of a picture.</summary>
internal sealed class LinearClassifier(int inputs, int classes)
{
    private readonly float[][] _weights = [.. Enumerable.Range(0, classes).Select(_ => new float[inputs])];
    private readonly float[] _biases = new float[classes];

    public void Fit(DataSet data, int epochs, float rate, int seed)
    {
        var random = new SplitMix64((ulong)seed);
        (float[] input, int[] label, float[] scores) = (new float[inputs], new int[1], new float[classes]);
        for (int epoch = 0; epoch < epochs; epoch++)
        {
            float step = rate * (1 - (float)epoch / epochs);
            for (int i = 0; i < data.Count; i++)
            {
                data.Read(random.NextInt32(data.Count), input, label, []);
                Score(input, scores);
                float largest = scores.Max(), sum = 0;
                foreach (ref float score in scores.AsSpan())
                    sum += score = MathF.Exp(score - largest);
                for (int c = 0; c < classes; c++)
                    Step(c, input, step * ((c == label[0] ? 1 : 0) - scores[c] / sum));
            }
        }
    }

    public float Accuracy(DataSet data)
    {
        (float[] input, int[] label, float[] scores) = (new float[inputs], new int[1], new float[classes]);
        int right = 0;
        for (int i = 0; i < data.Count; i++)
        {
            data.Read(i, input, label, []);
            Score(input, scores);
            right += Array.IndexOf(scores, scores.Max()) == label[0] ? 1 : 0;
        }

        return right / (float)data.Count;
    }

    private void Score(float[] input, float[] scores)
    {
        ReadOnlySpan<Vector<float>> x = MemoryMarshal.Cast<float, Vector<float>>(input);
        for (int c = 0; c < classes; c++)
        {
            ReadOnlySpan<Vector<float>> w = MemoryMarshal.Cast<float, Vector<float>>(_weights[c]);
            Vector<float> sum = default;
            for (int i = 0; i < x.Length; i++)
                sum += w[i] * x[i];
            scores[c] = Vector.Sum(sum) + _biases[c];
        }
    }

    private void Step(int c, float[] input, float step)
    {
        _biases[c] += step;
        ReadOnlySpan<Vector<float>> x = MemoryMarshal.Cast<float, Vector<float>>(input);
        Span<Vector<float>> w = MemoryMarshal.Cast<float, Vector<float>>(_weights[c].AsSpan());
        for (int i = 0; i < x.Length; i++)
            w[i] += step * x[i];
    }
}
