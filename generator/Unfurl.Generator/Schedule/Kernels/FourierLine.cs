namespace Unfurl.Generator;

/// <summary>The Fourier transform of a line of 8, 16 or 32 complex numbers, X[k] = sum over n of x[n] e^(2 pi i k n / N), and the way back, which is N times the inverse.</summary>
/// <remarks>
/// 8 numbers go through registers. N = 4 M go by two loops (Cooley and Tukey 1965): X[4k+q] = sum over j of e^(2 pi i j k / M) e^(2 pi i j q / N) sum over p of i^(p q) x[j+pM]. X[4k+q] is left where
/// the second loop finds it, at q M + k, and the way back runs through the same two loops in reverse: so nothing is put in order, and both can be done in place.
/// </remarks>
internal sealed class FourierLine
{
    // Floats of a factor in the table: its real part, its imaginary part, and that negated.
    private const int Factor = 3;

    private const int Quarters = 4;

    private readonly LoopBuilder _b;
    private readonly int _points;
    private readonly Pointer? _turns;

    public FourierLine(LoopBuilder b, string name, int points)
    {
        (_b, _points) = (b, points);
        if (InLoops)
            _turns = Turns(b, name, Enumerable.Range(0, M).SelectMany(j => Enumerable.Range(1, Quarters - 1).Select(q => (double)j * q / points)));
    }

    /// <summary>Roundings of a turn: of the factor, and of the product.</summary>
    public const int TurnRoundings = 2;

    /// <summary>Roundings that a number meets on its way: one for each halving, and those of turns, inside 8 numbers and between the loops.</summary>
    public static int Roundings(int points) => points switch
    {
        8 => 3 + TurnRoundings,
        16 => 4 + TurnRoundings,
        _ => 5 + (2 * TurnRoundings),
    };

    private bool InLoops => _points > 8;

    private int M => _points / Quarters;

    /// <summary>A table of e^(2 pi i a) for angles in whole turns.</summary>
    public static Pointer Turns(LoopBuilder b, string name, IEnumerable<double> angles) => b.Table(
        name,
        angles.SelectMany(a => new[] { Math.Cos(2 * Math.PI * a), Math.Sin(2 * Math.PI * a), -Math.Sin(2 * Math.PI * a) }).Select(x => (float)x).ToEquatable());

    /// <summary>Factors of a table from a number on.</summary>
    public static Pointer TurnsFrom(LoopBuilder b, Pointer turns, Index number) => number == 0 ? turns : b.Point("turn", turns, number * Factor);

    /// <summary>A number times a factor of a table, or its conjugate.</summary>
    public static ComplexLane Turn(LoopBuilder b, ComplexLane x, Pointer turns, int number, bool back)
    {
        Lane re = Local("re", x.Re), im = Local("im", x.Im), cos = b.Pass("cos", b.Broadcast(turns, number * Factor));
        Lane sin = b.Broadcast(turns, (number * Factor) + (back ? 2 : 1)), minus = b.Broadcast(turns, (number * Factor) + (back ? 1 : 2));
        return new ComplexLane(Lane.Fma(minus, im, cos * re), Lane.Fma(sin, re, cos * im));

        Lane Local(string name, Lane value) => value is LaneLocal ? value : b.Pass(name, value);
    }

    /// <summary>From numbers to their spectrum.</summary>
    /// <param name="load">From a number on, those that stand so far behind it.</param>
    /// <param name="kept">Room for what stands between the loops.</param>
    /// <param name="spectrum">Where the spectrum goes.</param>
    /// <param name="finish">What is stored for a number of it.</param>
    public void Forward(Func<Index, Func<int, ComplexLane>> load, ComplexRow kept, ComplexRow spectrum, Func<ComplexLane, ComplexLane>? finish = null)
    {
        if (!InLoops)
        {
            Each(Short(_points, load(0), back: false), (k, x) => spectrum.Store(_b, k, finish is null ? x : finish(x)));
            return;
        }

        _b.For("j", M, j =>
        {
            Func<int, ComplexLane> x = load(j);
            ComplexLane[] sums = Short(Quarters, p => x(p * M), back: false);
            Pointer turns = TurnsFrom(_b, _turns!, j * (Quarters - 1));
            ComplexRow to = kept.From(_b, "kept", j);
            to.Store(_b, 0, sums[0]);
            for (int q = 1; q < Quarters; q++)
                to.Store(_b, q * M, Turn(_b, sums[q], turns, q - 1, back: false));
        });
        _b.For("q", Quarters, q =>
        {
            ComplexRow from = kept.From(_b, "kept", q * M), to = spectrum == kept ? from : spectrum.From(_b, "place", q * M);
            Each(Short(M, j => from.Load(_b, j), back: false), (k, x) => to.Store(_b, k, finish is null ? x : finish(x)));
        });
    }

    /// <summary>From a spectrum to N times its numbers.</summary>
    /// <param name="spectrum">Where it stands.</param>
    /// <param name="kept">Room for what stands between the loops.</param>
    /// <param name="store">From a number on, takes those that stand so far behind it.</param>
    /// <param name="numbers">How many are asked for; some more may be stored.</param>
    public void Back(ComplexRow spectrum, ComplexRow kept, Func<Index, Action<int, ComplexLane>> store, int numbers)
    {
        if (!InLoops)
        {
            Each(Short(_points, k => spectrum.Load(_b, k), back: true), store(0));
            return;
        }

        _b.For("q", Quarters, q =>
        {
            ComplexRow from = spectrum.From(_b, "place", q * M), to = spectrum == kept ? from : kept.From(_b, "kept", q * M);
            Each(Short(M, k => from.Load(_b, k), back: true), (j, x) => to.Store(_b, j, x));
        });
        _b.For("j", M, j =>
        {
            Pointer turns = TurnsFrom(_b, _turns!, j * (Quarters - 1));
            ComplexRow from = kept.From(_b, "kept", j);
            ComplexLane[] sums = Short(Quarters, q => q == 0 ? from.Load(_b, 0) : Turn(_b, from.Load(_b, q * M), turns, q - 1, back: true), back: true);
            Action<int, ComplexLane> to = store(j);
            for (int p = 0; p * M < numbers; p++)
                to(p * M, sums[p]);
        });
    }

    private static void Each(ComplexLane[] line, Action<int, ComplexLane> store)
    {
        for (int k = 0; k < line.Length; k++)
            store(k, line[k]);
    }

    // 4 or 8 numbers in registers. The way back is the way there with -k for k.
    private ComplexLane[] Short(int points, Func<int, ComplexLane> load, bool back)
    {
        var x = new ComplexLane[points];
        for (int i = 0; i < points; i++)
            x[i] = Pass(i, load(i));
        ComplexLane[] spectrum = points == 4 ? Four(x, 0, 1, 2, 3) : Eight(x);
        return back ? [.. Enumerable.Range(0, points).Select(k => spectrum[(points - k) % points])] : spectrum;
    }

    // (x0 + x2) + (x1 + x3); (x0 - x2) + i (x1 - x3); (x0 + x2) - (x1 + x3); (x0 - x2) - i (x1 - x3).
    private ComplexLane[] Four(ComplexLane[] x, int a, int b, int c, int d)
    {
        ComplexLane even = Pass("even", Sum(x[a], x[c])), turn = Pass("turn", Difference(x[a], x[c]));
        ComplexLane odd = Pass("odd", Sum(x[b], x[d])), cross = Pass("cross", Difference(x[b], x[d]));
        return
        [
            Pass(a, Sum(even, odd)),
            Pass(b, new(turn.Re - cross.Im, turn.Im + cross.Re)),
            Pass(c, Difference(even, odd)),
            Pass(d, new(turn.Re + cross.Im, turn.Im - cross.Re)),
        ];
    }

    // Of even and odd numbers apart: E[k] + w O[k] and E[k] - w O[k] with w = 1, (1 + i) / root of 2, i, (i - 1) / root of 2.
    private ComplexLane[] Eight(ComplexLane[] x)
    {
        ComplexLane[] e = Four(x, 0, 2, 4, 6), o = Four(x, 1, 3, 5, 7);
        Lane half = _b.Constant((float)Math.Sqrt(0.5)), minus = _b.Constant(-(float)Math.Sqrt(0.5));
        Lane less1 = _b.Pass("less", o[1].Re - o[1].Im), more1 = _b.Pass("more", o[1].Re + o[1].Im);
        Lane less3 = _b.Pass("less3", o[3].Re - o[3].Im), more3 = _b.Pass("more3", o[3].Re + o[3].Im);
        return
        [
            Sum(e[0], o[0]),
            new(Lane.Fma(half, less1, e[1].Re), Lane.Fma(half, more1, e[1].Im)),
            new(e[2].Re - o[2].Im, e[2].Im + o[2].Re),
            new(Lane.Fma(minus, more3, e[3].Re), Lane.Fma(half, less3, e[3].Im)),
            Difference(e[0], o[0]),
            new(Lane.Fma(minus, less1, e[1].Re), Lane.Fma(minus, more1, e[1].Im)),
            new(e[2].Re + o[2].Im, e[2].Im - o[2].Re),
            new(Lane.Fma(half, more3, e[3].Re), Lane.Fma(minus, less3, e[3].Im)),
        ];
    }

    private ComplexLane Pass(int number, ComplexLane x) => Pass(InvariantText.Of($"{number}"), x);

    private ComplexLane Pass(string name, ComplexLane x)
    {
        string suffix = char.IsDigit(name[0]) ? name : char.ToUpperInvariant(name[0]) + name.Substring(1);
        return new ComplexLane(_b.Pass("re" + suffix, x.Re), _b.Pass("im" + suffix, x.Im));
    }

    private static ComplexLane Sum(ComplexLane a, ComplexLane b) => new(a.Re + b.Re, a.Im + b.Im);

    private static ComplexLane Difference(ComplexLane a, ComplexLane b) => new(a.Re - b.Re, a.Im - b.Im);
}
