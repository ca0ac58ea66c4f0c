using System.Text.RegularExpressions;

namespace Unfurl.Generator;

/// <summary>Names and weight keys of all layers: given ones are checked, the others are kind and count, <c>conv1</c>.</summary>
internal sealed class LayerNames
{
    private static readonly Regex Word = new(@"^[A-Za-z][A-Za-z0-9_]*(\.[A-Za-z0-9_]+)*\z");

    private const int LongestName = 200;

    private readonly string?[] _given;
    private readonly string[] _names;
    private readonly string[] _keys;

    public LayerNames(NetworkSpec spec, Action<Problem> report)
    {
        int count = spec.Layers.Count;
        (_given, _names, _keys) = (new string?[count], new string[count], new string[count]);
        var counts = new Dictionary<string, int>();
        var owners = new Dictionary<string, string>();
        for (int i = 0; i < count; i++)
        {
            LayerSpec layer = spec.Layers[i];
            string kind = layer.Kind.ToLowerInvariant();
            counts[kind] = counts.TryGetValue(kind, out int before) ? before + 1 : 1;
            _given[i] = Checked(layer, i, "Name", report);
            _names[i] = _given[i] ?? $"{kind}{counts[kind].ToString(System.Globalization.CultureInfo.InvariantCulture)}";
            _keys[i] = Checked(layer, i, "Key", report) ?? _names[i];
            if (owners.TryGetValue(_names[i], out string? owner))
                report(Problem.At(Place.Layer(i), Descriptors.DuplicateName.Id, Title(layer, i), _names[i], owner));
            else
                owners.Add(_names[i], Title(layer, i));
        }
    }

    public string this[int layer] => _names[layer];

    public string? Given(int layer) => _given[layer];

    public string Key(int layer) => _keys[layer];

    /// <summary>The end of a message about a name nobody has.</summary>
    public static string Suggest(IEnumerable<string> names)
    {
        string[] known = names.ToArray();
        return known.Length == 0 ? "; no earlier layer has a Name" : $"; there are {string.Join(", ", known.Select(n => $"'{n}'"))}";
    }

    // Of the layer where its name is what is in doubt.
    private static string Title(LayerSpec layer, int index) => InvariantText.Of($"[{layer.Kind}] (layer {index + 1})");

    // A wrong name is reported and used all the same, or every From that reads it would be wrong too.
    private static string? Checked(LayerSpec layer, int index, string argument, Action<Problem> report)
    {
        if (layer.Arguments.FirstOrDefault(a => a.Name == argument)?.Text is not { } text)
            return null;
        if (!Word.IsMatch(text) || text.Length > LongestName)
            report(Problem.At(Place.Layer(index), Descriptors.BadName.Id, Title(layer, index), argument, Literals.String(text)));
        return text;
    }
}
