using System.Globalization;

namespace Unfurl.Tests.Numerics;

/// <summary>Random networks with branches, joins by position and by name, and values that several layers read; right by construction.</summary>
internal sealed class RandomGraphs(int seed)
{
    private const int Deepest = 12;

    private static readonly string[] Activations = ["ReLU", "Sigmoid", "Tanh", "SiLU", "PReLU(PerChannel = true)", "GELU", "ELU"];

    private readonly Random _random = new(seed);
    private readonly List<string> _lines = [];
    private readonly List<Made> _made = [];
    private Map _current;
    private int _names;

    public Declaration Next(string name)
    {
        _lines.Clear();
        _made.Clear();
        _names = 0;
        _current = new Map(Channels(), 2 + _random.Next(9), 2 + _random.Next(9));
        string input = Text($"{_current.Channels}, {_current.Height}, {_current.Width}");
        for (int depth = 0, deepest = 3 + _random.Next(Deepest - 2); depth < deepest; depth++)
            Step();
        bool several = _made.Count > 0 && _random.Next(4) == 0;
        if (_random.Next(3) == 0)
            Line(Text($"GlobalAveragePool, Flatten, Dense({2 + _random.Next(20)})"));
        string losses = _random.Next(2) == 0 ? "[Loss(Loss.CrossEntropy)]" : "[Loss(Loss.MeanSquaredError)]";
        if (several)
            losses += Text($"\n[Output(\"last\"), Output(\"inner\", From = \"{Any().Name}\")]");
        return new Declaration(name, $"[Network({input}{(_random.Next(4) == 0 ? ", Checkpoint = Checkpoint.Cheap" : "")})]\n{string.Join("\n", _lines)}\n{losses}\npublic partial class {name};\n");
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    // Whole blocks of 16 and odd ones: both ways a concat can go.
    private int Channels() => _random.Next(3) == 0 ? 16 * (1 + _random.Next(2)) : 2 + _random.Next(18);

    private void Line(string layers) => _lines.Add($"[{layers}]");

    private Made Any() => _made[_random.Next(_made.Count)];

    private void Step()
    {
        switch (_random.Next(10))
        {
            case 0 or 1 or 2:
                Branches();
                break;
            case 3 when _made.Count > 1:
                JoinByName();
                break;
            case 4 when _made.Count > 0:
                Made source = Any();
                _current = source.Map;
                Line(Layer(ref _current, Text($"From = \"{source.Name}\"")));
                break;
            case 5 when _current.Height > 3 && _current.Width > 3:
                Line(Text($"{(_random.Next(2) == 0 ? "MaxPool" : "AveragePool")}(3, Stride = 2, Padding = Padding.Same, Name = \"{Named(_current = _current.Halved)}\")"));
                break;
            default:
                Line(Layer(ref _current, null));
                break;
        }
    }

    private string Named(Map map)
    {
        string name = Text($"v{_names++}");
        _made.Add(new Made(name, map));
        return name;
    }

    // One layer, which keeps height and width.
    private string Layer(ref Map map, string? more)
    {
        int before = map.Channels;
        int kind = _random.Next(8);
        if (kind < 4)
            map = map with { Channels = Channels() };
        string end = Text($"Name = \"{Named(map)}\"{(more is null ? "" : ", " + more)}");
        int groups = before == map.Channels && _random.Next(2) == 0 ? before : before % 2 == 0 && map.Channels % 2 == 0 && _random.Next(3) == 0 ? 2 : 1;
        return kind switch
        {
            0 or 1 => Text($"Conv({map.Channels}, 1, {end}), {Activations[_random.Next(4)]}"),
            2 => Text($"Conv({map.Channels}, 3, Padding = 1, Groups = {groups}, {end}), ReLU"),
            3 => Text($"ConvTranspose({map.Channels}, 3, Padding = 1, {end})"),
            // A channel that is 0 everywhere is divided by the root of epsilon, once for each normalisation in a row: PyTorch's 1e-5 would leave rounding errors alone.
            4 => Text($"BatchNorm(Epsilon = 0.1, {end})"),
            5 => Text($"LocalResponseNorm(3, Alpha = 0.5, {end})"),
            6 => Text($"MaxPool(3, Stride = 1, Padding = 1, {end})"),
            _ => Text($"{Activations[_random.Next(4)]}({end})"),
        };
    }

    private void Branches()
    {
        Map start = _current;
        var ends = new List<Map>();
        int count = 2 + _random.Next(3);
        int known = _made.Count;
        for (int branch = 0; branch < count; branch++)
        {
            Map map = start;
            var layers = new List<string> { "Branch" };
            for (int i = _random.Next(3); i > 0; i--)
                layers.Add(Layer(ref map, null));
            Line(string.Join(", ", layers));
            ends.Add(map);
        }

        bool equal = ends.All(e => e == ends[0]);
        string join = equal && _random.Next(2) == 0 ? (_random.Next(3) == 0 ? "Multiply" : "Add") : "Concat";
        _current = join == "Concat" ? start with { Channels = ends.Sum(e => e.Channels) } : ends[0];
        if (_current.Channels > 64)
        {
            // Wide enough; go on with fewer.
            Line(Text($"Concat, Conv({(_current = _current with { Channels = Channels() }).Channels}, 1, Name = \"{Named(_current)}\")"));
            return;
        }

        Line(Text($"{join}(Name = \"{Named(_current)}\")"));
        Assert.True(_made.Count > known);
    }

    private void JoinByName()
    {
        Made first = Any();
        Made[] fitting = [.. _made.Where(m => m.Map == first.Map)], joined = [.. _made.Where(m => m.Map.Height == first.Map.Height && m.Map.Width == first.Map.Width)];
        bool concat = _random.Next(2) == 0;
        Made second = concat ? joined[_random.Next(joined.Length)] : fitting[_random.Next(fitting.Length)];
        _current = concat ? first.Map with { Channels = first.Map.Channels + second.Map.Channels } : first.Map;
        if (_current.Channels > 80)
            (concat, _current, second) = (false, first.Map, first);
        Line(Text($"{(concat ? "Concat" : "Add")}(From = \"{first.Name}, {second.Name}\", Name = \"{Named(_current)}\")"));
    }

    private readonly record struct Map(int Channels, int Height, int Width)
    {
        public Map Halved => new(Channels, (Height + 1) / 2, (Width + 1) / 2);
    }

    private sealed record Made(string Name, Map Map);
}
