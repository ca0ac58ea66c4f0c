namespace Unfurl.Generator;

/// <summary>A declared network as plain data: all that the later stages know of the user's class.</summary>
/// <param name="Type">Where the class stands.</param>
/// <param name="Inputs">The inputs in source order, that of [Network] first.</param>
/// <param name="Inference">No gradient code wanted.</param>
/// <param name="Checkpoint">The backward pass computes cheap values again.</param>
/// <param name="Layers">The layers in source order.</param>
/// <param name="Blocks">The blocks they use, each once, with those that blocks use.</param>
/// <param name="Outputs">The outputs in source order; none means the last value.</param>
/// <param name="Losses">The losses in source order.</param>
/// <param name="Problems">What only the symbols could tell.</param>
/// <param name="Unreadable">The compiler itself found an attribute wrong, and said so: no more can be said.</param>
internal sealed record NetworkSpec(
    TypeSpec Type,
    EquatableArray<InputSpec> Inputs,
    bool Inference,
    bool Checkpoint,
    EquatableArray<LayerSpec> Layers,
    EquatableArray<BlockSpec> Blocks,
    EquatableArray<OutputSpec> Outputs,
    EquatableArray<LossSpec> Losses,
    EquatableArray<Problem> Problems,
    bool Unreadable)
{
    /// <summary>Whether its input has a size that is left open.</summary>
    public bool IsOpen => InputChecker.IsOpen(Inputs);

    /// <summary>One summation order everywhere.</summary>
    public bool IsStrict { get; init; }

    /// <summary>Megabytes that packed weights may take beyond one copy; null where the network does not say.</summary>
    public int? PackedMegabytes { get; init; }

    /// <summary>Whether the outputs of all layers can be looked at.</summary>
    public bool KeepsActivations { get; init; }

    /// <summary>What the project's schedule file for it chooses.</summary>
    public EquatableArray<KernelChoice> Schedule { get; init; }

    /// <summary>The weights the project puts into the assembly for it, or null.</summary>
    public WeightsSpec? Weights { get; init; }
}

/// <summary>The class that carries the declaration.</summary>
/// <param name="Namespace">Its namespace, empty for the global one.</param>
/// <param name="Name">Its name, with @ where it is a keyword.</param>
/// <param name="MetadataName">Its full metadata name, from which the file's name is made.</param>
/// <param name="Containers">Headers of the types around it, such as <c>partial class Outer</c>, outermost first.</param>
/// <param name="Accessibility">Its accessibility in C# words.</param>
internal sealed record TypeSpec(
    string Namespace, string Name, string MetadataName, EquatableArray<string> Containers, string Accessibility);

/// <summary>An input of the network.</summary>
/// <param name="Name">What From calls it.</param>
/// <param name="Shape">Shape of one sample, outermost first.</param>
/// <param name="Attribute">Number of its [Input]; -1 where [Network] gives the sizes.</param>
internal sealed record InputSpec(string Name, EquatableArray<int> Shape, int Attribute);

/// <summary>An output of the network.</summary>
internal sealed record OutputSpec(string Name, string? From);

/// <summary>One layer attribute.</summary>
/// <param name="Kind">The attribute's name without its ending: Conv, ReLU.</param>
/// <param name="Formula">The formula of an activation, or null.</param>
/// <param name="Block">The block it is, by its full name; null if it is none.</param>
/// <param name="Arguments">What was written, positional arguments under their parameters' names.</param>
/// <param name="Members">Arguments it could have.</param>
internal sealed record LayerSpec(
    string Kind, string? Formula, string? Block, EquatableArray<ArgumentSpec> Arguments, EquatableArray<string> Members)
{
    /// <summary>The constants of the formula that are learned.</summary>
    public EquatableArray<LearnedSpec> Learned { get; init; }

    /// <summary>What the constants of the formula have to satisfy, or null.</summary>
    public string? Requires { get; init; }

    /// <summary>A text argument, or null.</summary>
    public string? Text(string argument) => Arguments.FirstOrDefault(a => a.Name == argument)?.Text;
}

/// <summary>A constant of a formula that is learned.</summary>
/// <param name="Name">What the formula and the weights' key call it.</param>
/// <param name="Initial">What it starts at, if a number says so.</param>
/// <param name="InitialFrom">The attribute's argument it starts at, or null.</param>
/// <param name="PerChannel">Whether each channel has its own, where the layer does not say.</param>
internal sealed record LearnedSpec(string Name, double Initial, string? InitialFrom, bool PerChannel);

/// <summary>A block: an attribute class that carries layers.</summary>
/// <param name="Id">Its full name.</param>
/// <param name="Layers">Its layers in source order.</param>
internal sealed record BlockSpec(string Id, EquatableArray<LayerSpec> Layers);

/// <summary>One loss attribute.</summary>
/// <param name="Kind">The enum's member, a number it has not, or the name of a user's attribute without its ending.</param>
/// <param name="Formula">The formula of an elementwise loss, or null.</param>
/// <param name="IsUsers">Whether it is a user's own.</param>
/// <param name="From">What it judges, or null for the last value.</param>
/// <param name="Weight">Its factor.</param>
/// <param name="Arguments">The other numbers that were written, positional ones under their parameters' names.</param>
/// <param name="ClassWeights">The class weights that were written, or null.</param>
internal sealed record LossSpec(
    string Kind,
    string? Formula,
    bool IsUsers,
    string? From,
    double Weight,
    EquatableArray<ArgumentSpec> Arguments,
    EquatableArray<double>? ClassWeights)
{
    /// <summary>Whether a number was written.</summary>
    public bool Has(string argument) => Arguments.Any(a => a.Name == argument);

    /// <summary>A number that was written, or what it is otherwise.</summary>
    public double Number(string argument, double fallback) => Arguments.FirstOrDefault(a => a.Name == argument)?.Number ?? fallback;
}

/// <summary>An attribute argument: a number (booleans are 0 and 1) or a text.</summary>
/// <param name="Name">The parameter or property.</param>
/// <param name="Number">Its value, unless it is a text.</param>
/// <param name="Text">The text: a name, or inside a block an expression.</param>
/// <param name="IsReal">The number was written as a fraction.</param>
internal sealed record ArgumentSpec(string Name, double Number, string? Text, bool IsReal = false);
