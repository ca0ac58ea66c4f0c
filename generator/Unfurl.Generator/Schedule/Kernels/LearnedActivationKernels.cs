namespace Unfurl.Generator;

/// <summary>Formulas with learned constants over maps of one shape and kind of layout, and the sums that are the constants' gradients.</summary>
internal static class LearnedActivationKernels
{
    private static readonly Pointer Gradient = new("gradient");

    public static Kernel Apply(LearnedFormula formula, Layout[] sources, Layout target) => new(
        "ApplyLearned",
        $"result = {formula.Formula}",
        Kernels.Over([.. formula.Maps, .. formula.Constants.Select(Parameter), "result"]),
        Widths: true,
        b =>
        {
            var result = new TensorView(new Pointer("result"), target);
            new Walk(b, formula, sources, [result]).Run((walk, at, v, value) => walk.Store(at[formula.Maps.Count], v, value));
        });

    /// <summary>Sums of rows first, so that long sums stay accurate.</summary>
    public static Kernel Sum(LearnedFormula formula, Layout[] sources, bool perChannel) => new(
        perChannel ? "LearnedGradientPerChannel" : "LearnedGradient",
        $"gradient{(perChannel ? "[c]" : "")} += sum over samples,{(perChannel ? "" : "c,")}i,j of {formula.Formula}",
        Kernels.Over([.. formula.Maps, .. formula.Constants.Select(Parameter), "gradient"]),
        Widths: true,
        b =>
        {
            LaneLocal all = b.Let("all", b.Zero);
            LaneLocal[] totals = [], rows = [];
            new Walk(b, formula, sources, [])
            {
                PlaneStarts = walk => (totals, rows) = (walk.Vectors(v => b.Let("total", b.Zero)), walk.Vectors(v => b.Let("rowSum", b.Zero))),
                RowEnds = () =>
                {
                    for (int v = 0; v < rows.Length; v++)
                    {
                        b.Assign(totals[v], totals[v] + rows[v]);
                        b.Assign(rows[v], b.Zero);
                    }
                },
                PlaneEnds = (map, plane) =>
                {
                    for (int v = 0; v < totals.Length; v++)
                        Finish(b, map, plane, v, totals[v], all, perChannel);
                },
            }.Run((walk, _, v, value) => b.Assign(rows[v], rows[v] + walk.Inside(value)));
            if (!perChannel)
                b.AddTo(Gradient, 0, Lane.Of("sum", all));
        });

    // A parameter may be called as anything else is.
    private static string Parameter(string constant) => constant + "Parameter";

    // The last block's free lanes hold numbers that are nobody's.
    private static void Finish(LoopBuilder b, TensorView map, Index plane, int vector, LaneLocal total, LaneLocal all, bool perChannel)
    {
        Index channel = (plane * Layout.Block) + (vector * b.Lanes);
        Lane own = map.IsBlocked ? Lane.First(map.Channels - channel, total, b.Zero) : total;
        if (!perChannel)
            b.Assign(all, all + own);
        else if (map.IsBlocked)
            b.AddTo(Gradient, channel, own);
        else
            b.AddTo(Gradient, plane, Lane.Of("sum", total));
    }

    /// <summary>The formula at every number of the maps, channel by channel.</summary>
    private sealed class Walk(LoopBuilder b, LearnedFormula formula, Layout[] sources, TensorView[] results)
    {
        private readonly string[] _names = formula.Maps.ToArray(), _constants = formula.Constants.ToArray();

        public Action<ChannelWalk> PlaneStarts { get; init; } = _ => { };

        public Action RowEnds { get; init; } = () => { };

        public Action<TensorView, Index> PlaneEnds { get; init; } = (_, _) => { };

        /// <summary>Gives every vector of values, with pointers to maps and results and its number in the plane.</summary>
        public void Run(Action<ChannelWalk, Pointer[], int, Lane> each)
        {
            TensorView[] maps = _names.Select((n, i) => new TensorView(new Pointer(n), sources[i])).ToArray();
            var walk = new ChannelWalk(b, maps[0]);
            walk.Planes(plane =>
            {
                Lane[][] constants = _constants.Select((name, k) => walk.Vectors(v => Constant(walk, name, formula.PerChannel[k], plane, v))).ToArray();
                PlaneStarts(walk);
                b.For("sample", Kernel.Samples, sample => walk.Pixels(
                    sample,
                    plane,
                    [.. maps, .. results],
                    (at, v) =>
                    {
                        Lane[] values = maps.Select((m, i) => (Lane)b.Let(m.Pointer.Name + "Value", b.Load(at[i], v * b.Lanes))).ToArray();
                        each(walk, at, v, b.Apply(formula.Formula, name =>
                            Array.IndexOf(_names, name) is >= 0 and var map ? values[map] : constants[Array.IndexOf(_constants, name)][v]));
                    },
                    RowEnds));
                PlaneEnds(maps[0], plane);
            });
        }

        private Lane Constant(ChannelWalk walk, string name, bool perChannel, Index plane, int vector)
        {
            var numbers = new Pointer(Parameter(name));
            return b.Let(name + "Value", perChannel ? walk.PerChannel(numbers, 0, plane, vector) : b.Broadcast(numbers, 0));
        }
    }
}
