using System.Numerics;

namespace Unfurl;

/// <summary>Draws what weights start as.</summary>
internal static class FreshValues
{
    public static void Draw(ParameterInfo tensor, Span<float> values, ref SplitMix64 random)
    {
        if (tensor.InitialBound == 0)
            values.Fill(tensor.InitialValue);
        else if (tensor.Distribution == InitialDistribution.Uniform)
            Uniform(tensor, values, ref random);
        else if (tensor.Distribution == InitialDistribution.Normal)
            Normal(tensor, values, ref random);
        else
            Orthogonal(tensor, values, ref random);
    }

    private static void Uniform(ParameterInfo tensor, Span<float> values, ref SplitMix64 random)
    {
        foreach (ref float value in values)
            value = tensor.InitialValue + (2 * random.NextSingle() - 1) * tensor.InitialBound;
    }

    private static void Normal(ParameterInfo tensor, Span<float> values, ref SplitMix64 random)
    {
        foreach (ref float value in values)
            value = (float)(tensor.InitialValue + (NextNormal(ref random) * tensor.InitialBound));
    }

    // Normal rows made orthogonal one after the other (Gram and Schmidt) are uniform over all orthogonal matrices. Of a tall matrix the columns are made so.
    private static void Orthogonal(ParameterInfo tensor, Span<float> values, ref SplitMix64 random)
    {
        int rows = tensor.Shape[0], columns = values.Length / rows, count = Math.Min(rows, columns), length = Math.Max(rows, columns);
        var vectors = new double[count][];
        for (int i = 0; i < count; i++)
        {
            vectors[i] = new double[length];
            do
            {
                foreach (ref double number in vectors[i].AsSpan())
                    number = NextNormal(ref random);
            }
            while (!MakeOrthogonal(vectors, i));
        }

        for (int i = 0; i < count; i++)
        {
            for (int j = 0; j < length; j++)
                values[rows <= columns ? (i * columns) + j : (j * columns) + i] = (float)(vectors[i][j] * tensor.InitialBound);
        }
    }

    // Twice is enough: what rounding left the first time is gone after the second. False if nothing is left, which no random vector does.
    private static bool MakeOrthogonal(double[][] vectors, int last)
    {
        double[] vector = vectors[last];
        for (int turn = 0; turn < 2; turn++)
        {
            for (int i = 0; i < last; i++)
                AddProduct(vector, vectors[i], -Dot(vector, vectors[i]));
            double norm = Math.Sqrt(Dot(vector, vector));
            if (!(norm > 1e-6))
                return false;
            for (int j = 0; j < vector.Length; j++)
                vector[j] /= norm;
        }

        return true;
    }

    private static double Dot(double[] a, double[] b)
    {
        Vector<double> sums = Vector<double>.Zero;
        int i = 0;
        for (; i <= a.Length - Vector<double>.Count; i += Vector<double>.Count)
            sums += new Vector<double>(a, i) * new Vector<double>(b, i);
        double sum = Vector.Sum(sums);
        for (; i < a.Length; i++)
            sum += a[i] * b[i];
        return sum;
    }

    private static void AddProduct(double[] target, double[] vector, double factor)
    {
        int i = 0;
        for (; i <= target.Length - Vector<double>.Count; i += Vector<double>.Count)
            (new Vector<double>(target, i) + (new Vector<double>(vector, i) * factor)).CopyTo(target, i);
        for (; i < target.Length; i++)
            target[i] += vector[i] * factor;
    }

    // Box and Muller: the radius of a pair of normal numbers, and its angle.
    private static double NextNormal(ref SplitMix64 random)
    {
        double radius = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble()));
        return radius * Math.Cos(2 * Math.PI * random.NextDouble());
    }
}
