using System.Globalization;

namespace Unfurl.Tests.Numerics;

/// <summary>Small random networks that are right by construction: the shape is followed along.</summary>
internal sealed class RandomDeclarations(int seed)
{
    private static readonly string[] Activations = ["ReLU", "Sigmoid", "Tanh", "SiLU", "Bent"];

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
        switch (_random.Next(_vector ? 6 : 12))
        {
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

    private void Window(string kind, int? channels)
    {
        int kernel = Math.Min(Size(4), _sequence ? _width : Math.Min(_height, _width)), stride = Size(3), before = kernel > 1 ? _random.Next(kernel) : 0;
        bool same = _random.Next(3) == 0, ceiling = channels is null && !same && _random.Next(2) == 0;
        string padding = same ? "Padding = Padding.Same" : string.Create(CultureInfo.InvariantCulture, $"Padding = {before}");
        string extra = ceiling ? ", Ceiling = true" : channels is not null && _random.Next(4) == 0 ? ", Bias = false" : "";
        if (channels is { } outputs)
            Add($"Conv({_channels = outputs}, {kernel}, Stride = {stride}, {padding}{extra})");
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
