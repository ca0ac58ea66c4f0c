using System.Text.RegularExpressions;

namespace Unfurl.Generator;

/// <summary>Names and weight keys of the layers of a scope: given ones are checked, the others are kind and count, <c>conv1</c>; inside a block the
/// block's name stands before them, <c>inception3a.conv1</c>.</summary>
internal sealed class LayerNames
{
    private static readonly Regex Word = new(@"^[A-Za-z][A-Za-z0-9_]*(\.[A-Za-z0-9_]+)*\z");
    private static readonly Regex Counted = new(@"^(?<stem>.*[^0-9])(?<number>[0-9]{1,6})\z");

    private const int LongestName = 200;

    private readonly string?[] _given;
    private readonly string[] _names;
    private readonly string[] _keys;

    public LayerNames(Scope scope, Action<Problem> report)
    {
        int count = scope.Layers.Count;
        (_given, _names, _keys) = (new string?[count], new string[count], new string[count]);
        var counts = new Dictionary<string, int>();
        var owners = new Dictionary<string, string>();
        for (int i = 0; i < count; i++)
        {
            LayerSpec layer = scope.Layers[i];
            string kind = layer.Kind.ToLowerInvariant();
            counts[kind] = counts.TryGetValue(kind, out int before) ? before + 1 : 1;
            string? name = Checked(layer, scope.Place(i), "Name", report);
            _given[i] = name is null ? null : scope.Prefix + name;
            name ??= InvariantText.Of($"{kind}{counts[kind]}");
            _names[i] = scope.Prefix + name;
            _keys[i] = scope.KeyPrefix + (Checked(layer, scope.Place(i), "Key", report) ?? name);
            if (owners.TryGetValue(_names[i], out string? owner))
                report(Problem.At(scope.Place(i), Descriptors.DuplicateName.Id, Title(layer, i), _names[i], owner));
            else
                owners.Add(_names[i], Title(layer, i));
        }
    }

    public string this[int layer] => _names[layer];

    public string? Given(int layer) => _given[layer];

    public string Key(int layer) => _keys[layer];

    /// <summary>The layer that has a name, or -1.</summary>
    public int Find(string name) => Array.IndexOf(_names, name);

    /// <summary>A block's name for one of its repetitions: name.0, name.1; from a given name that ends in a number on.</summary>
    public static string Repeated(string name, bool isGiven, int number, int repeat)
    {
        if (repeat == 1)
            return name;
        Match counted = Counted.Match(name);
        return counted.Success && isGiven
            ? InvariantText.Of($"{counted.Groups["stem"].Value}{int.Parse(counted.Groups["number"].Value, System.Globalization.CultureInfo.InvariantCulture) + number}")
            : InvariantText.Of($"{name}.{number}");
    }

    /// <summary>What is wrong with a name, or null.</summary>
    public static string? Fault(string name) => Word.IsMatch(name) && name.Length <= LongestName ? null : Literals.String(name);

    /// <summary>The end of a message about a name nobody has.</summary>
    public static string Suggest(IEnumerable<string> names)
    {
        string[] known = names.ToArray();
        return known.Length == 0 ? "; no earlier layer has a Name" : $"; there are {string.Join(", ", known.Select(n => $"'{n}'"))}";
    }

    // Of the layer where its name is what is in doubt.
    private static string Title(LayerSpec layer, int index) => InvariantText.Of($"[{layer.Kind}] (layer {index + 1})");

    // A wrong name is reported and used all the same, or every From that reads it would be wrong too.
    private static string? Checked(LayerSpec layer, Place place, string argument, Action<Problem> report)
    {
        if (layer.Text(argument) is not { } text)
            return null;
        if (Fault(text) is { } fault)
            report(Problem.At(place, Descriptors.BadName.Id, Title(layer, place.Index), argument, fault));
        return text;
    }
}
