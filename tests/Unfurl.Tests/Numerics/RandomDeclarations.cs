using System.Globalization;

namespace Unfurl.Tests.Numerics;

/// <summary>Small random networks that are right by construction: the shape is followed along.</summary>
internal sealed class RandomDeclarations(int seed)
{
    private static readonly string[] Activations = ["ReLU", "Sigmoid", "Tanh", "SiLU", "Bent"];

    private static readonly string[] Modes = ["Reflect", "Replicate", "Circular"];

    private readonly Random _random = new(seed);
    private readonly List<string> _layers = [];
    private int _channels;
    private int _height;
    private int _width;
    private bool _sequence;
    private bool _vector;

    public Declaration Next(string name)
    {
        _layers.Clear();
        int rank = _random.Next(6);
        (_vector, _sequence) = (rank == 0, rank == 1);
        (_channels, _height, _width) = (Size(20), _vector || _sequence ? 1 : Size(12), _vector ? 1 : Size(20));
        int[] shape = _vector ? [_channels] : _sequence ? [_channels, _width] : [_channels, _height, _width];
        int layers = _random.Next(2, 6);
        for (int i = 0; i < layers; i++)
            AddLayer();
        string? loss = _random.Next(3) switch
        {
            0 when _channels > 1 => "CrossEntropy",
            1 => "MeanSquaredError",
            _ => null,
        };
        return Declaration.Of(name, string.Join(", ", shape), string.Join(", ", _layers), loss);
    }

    private int Size(int most) => _random.Next(1, most + 1);

    private void Add(FormattableString layer) => _layers.Add(layer.ToString(CultureInfo.InvariantCulture));

    private void AddLayer()
    {
        switch (_random.Next(_vector ? 8 : 17))
        {
            case 6 when _vector:
            case 12:
                // With a variance near 0 a batch norm multiplies rounding errors.
                Add($"BatchNorm(Epsilon = 0.1{(_random.Next(3) == 0 ? ", Affine = false" : "")}{(_random.Next(6) == 0 ? ", Frozen = true" : "")})");
                break;
            case 7 when _vector:
            case 13 or 14:
                Branches();
                break;
            case 15 when _random.Next(2) == 0:
                Add($"LocalResponseNorm({Size(6)}, Alpha = 0.5)");
                break;
            case 16 when _height * _width < 100:
                Transposed();
                break;
            case 0:
                Add($"{Activations[_random.Next(Activations.Length)]}");
                break;
            case 1:
                Add($"Dropout(0.{_random.Next(1, 8)})");
                break;
            case 2 when _random.Next(2) == 0:
                Add($"Softmax");
                break;
            case 3 or 4 when _vector:
                Add($"Dense({_channels = Size(40)}{(_random.Next(4) == 0 ? ", Bias = false" : "")})");
                break;
            case 5 when _random.Next(2) == 0:
                (_channels, _height, _width, _vector) = (_channels * _height * _width, 1, 1, true);
                Add($"Flatten");
                break;
            case 6 or 7:
                Window(_random.Next(2) == 0 ? "MaxPool" : "AveragePool", channels: null);
                break;
            default:
                if (_vector)
                    Add($"ReLU");
                else
                    Window("Conv", Size(20));
                break;
        }
    }

    // As many ways from the current value to others of the same height and width, and a join of them.
    private void Branches()
    {
        bool concat = _random.Next(2) == 0;
        int source = _channels, target = Size(20), count = _random.Next(2, 4), sum = 0;
        for (int i = 0; i < count; i++)
        {
            Add($"Branch");
            _channels = source;
            bool free = concat || source == target;
            switch (_random.Next(free ? 5 : 2))
            {
                case 0 when !_vector && !concat && i > 0:
                    Add($"GlobalAveragePool");
                    Add($"Conv({_channels = target}, 1)");
                    break;
                case < 2 when _vector:
                    Add($"Dense({_channels = (concat ? Size(20) : target)})");
                    break;
                case < 2:
                    Add($"Conv({_channels = (concat ? Size(20) : target)}, {Size(3)}, Padding = Padding.Same)");
                    break;
                case 2 when !_vector:
                    Add($"MaxPool(3, Stride = 1, Padding = 1)");
                    break;
                case 3:
                    Add($"BatchNorm(Epsilon = 0.1)");
                    break;
            }

            if (_random.Next(2) == 0)
                Add($"{Activations[_random.Next(Activations.Length)]}");
            sum += _channels;
        }

        _channels = concat ? sum : target;
        Add($"{(concat ? "Concat" : _random.Next(3) switch { 0 => "Add", 1 => "Subtract", _ => "Multiply" })}");
    }

    private void Transposed()
    {
        int kernel = Size(4), stride = Size(3), padding = _random.Next(Math.Min(kernel, 2)), more = _random.Next(stride), groups = Groups();
        if (Math.Min(_sequence ? _width : _height, _width) == 1)
            padding = 0;
        Add($"ConvTranspose({_channels = groups * Size(20 / groups)}, {kernel}, Stride = {stride}, Padding = {padding}, OutputPadding = {more}, Groups = {groups})");
        _width = ((_width - 1) * stride) + kernel + more - (2 * padding);
        if (!_sequence)
            _height = ((_height - 1) * stride) + kernel + more - (2 * padding);
    }

    // Of the channels there are; 20 is the most that any layer makes but a concat or Flatten.
    private int Groups()
    {
        int[] divisors = [.. Enumerable.Range(1, 20).Where(g => _channels % g == 0)];
        return _random.Next(2) == 0 ? 1 : divisors[_random.Next(divisors.Length)];
    }

    private void Window(string kind, int? channels)
    {
        int kernel = Math.Min(Size(4), _sequence ? _width : Math.Min(_height, _width)), stride = Size(3), before = kernel > 1 ? _random.Next(kernel) : 0;
        bool same = _random.Next(3) == 0, ceiling = channels is null && !same && _random.Next(2) == 0;
        string padding = same ? "Padding = Padding.Same" : string.Create(CultureInfo.InvariantCulture, $"Padding = {before}");
        string extra = ceiling ? ", Ceiling = true" : channels is not null && _random.Next(4) == 0 ? ", Bias = false" : "";
        int groups = channels is null ? 1 : Groups();
        if (channels is { } outputs)
        {
            if (_random.Next(4) == 0)
                extra += ", Flip = true";
            if (!same && before < (_sequence ? _width : Math.Min(_height, _width)) && _random.Next(3) == 0)
                extra += ", PaddingMode = PaddingMode." + Modes[_random.Next(Modes.Length)];
            Add($"Conv({_channels = (outputs + groups - 1) / groups * groups}, {kernel}, Stride = {stride}, {padding}, Groups = {groups}{extra})");
        }
        else
            Add($"{kind}({kernel}, Stride = {stride}, {padding}{extra})");
        _width = After(_width);
        if (!_sequence)
            _height = After(_height);

        int After(int size)
        {
            if (same)
                return (size + stride - 1) / stride;
            int room = size + (2 * before) - kernel, windows = ((ceiling ? room + stride - 1 : room) / stride) + 1;
            return ceiling && (windows - 1) * stride >= size + before ? windows - 1 : windows;
        }
    }
}
