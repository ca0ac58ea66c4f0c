using System.Diagnostics;

namespace Unfurl.Tool;

/// <summary>How long the layers of two networks take that differ in their choices only, run in turn, so that a change of the clock or a neighbour on the machine hits both.</summary>
/// <param name="Usual">Of each layer the median of microseconds, in the order of the marks; number 0 is what stands around the layers.</param>
/// <param name="Other">The other network's.</param>
/// <param name="WholeUsual">Median of the whole.</param>
/// <param name="WholeOther">The other network's.</param>
internal sealed record PairedTimes(IReadOnlyDictionary<string, double> Usual, IReadOnlyDictionary<string, double> Other, double WholeUsual, double WholeOther)
{
    private const int MinRuns = 9;

    private static readonly TimeSpan WarmUp = TimeSpan.FromMilliseconds(300);

    /// <summary>Times both.</summary>
    /// <param name="usual">The network to compare with.</param>
    /// <param name="other">The one of other choices.</param>
    /// <param name="samples">In a batch.</param>
    /// <param name="time">How long, at least; and some runs in any case.</param>
    public static PairedTimes Measure(TrialNetwork usual, TrialNetwork other, int samples, TimeSpan time)
    {
        Runner first = new(usual, samples), second = new(other, samples);
        first.Warm();
        second.Warm();
        long start = Stopwatch.GetTimestamp();
        while (first.Runs < MinRuns || Stopwatch.GetElapsedTime(start) < time)
        {
            first.Run();
            second.Run();
        }

        return new PairedTimes(first.Medians(), second.Medians(), first.Whole(), second.Whole());
    }

    /// <summary>Time of the other over that of the usual, of these layers together.</summary>
    public double Ratio(IReadOnlyList<string> layers) => layers.Sum(l => Other[l]) / layers.Sum(l => Usual[l]);

    private sealed class Runner(TrialNetwork trial, int samples)
    {
        private readonly float[] _input = RandomInput.Of(samples * trial.Network.InputLength), _output = new float[samples * trial.Network.OutputLength];
        private readonly List<double>[] _times = [.. trial.Layers.Select(_ => new List<double>())];
        private readonly List<double> _whole = [];

        public int Runs => _whole.Count;

        // The JIT counts calls before it optimises what stands between the kernels, and works in the background.
        public void Warm()
        {
            LayerProbe.Reserve(trial.Layers.Count);
            long start = Stopwatch.GetTimestamp();
            do
                trial.Network.Forward(_input, _output);
            while (Stopwatch.GetElapsedTime(start) < WarmUp);
        }

        public void Run()
        {
            LayerProbe.Reserve(trial.Layers.Count);
            LayerProbe.Begin();
            long start = Stopwatch.GetTimestamp();
            trial.Network.Forward(_input, _output);
            _whole.Add(Stopwatch.GetElapsedTime(start).TotalMicroseconds);
            for (int i = 0; i < _times.Length; i++)
                _times[i].Add(1e6 * LayerProbe.Ticks[i + 1] / Stopwatch.Frequency);
        }

        public Dictionary<string, double> Medians() => trial.Layers.Zip(_times).ToDictionary(p => p.First, p => Median.Of(p.Second));

        public double Whole() => Median.Of(_whole);
    }
}
