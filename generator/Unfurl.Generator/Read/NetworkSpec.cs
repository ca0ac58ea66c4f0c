namespace Unfurl.Generator;

/// <summary>A declared network as plain data: all that the later stages know of the user's class.</summary>
/// <param name="Type">Where the class stands.</param>
/// <param name="InputShape">Shape of one sample, outermost first; empty if none was given.</param>
/// <param name="Inference">No gradient code wanted.</param>
/// <param name="Layers">The layers in source order.</param>
/// <param name="Losses">The losses in source order.</param>
/// <param name="Problems">What only the symbols could tell.</param>
/// <param name="Unreadable">The compiler itself found an attribute wrong, and said so: no more can be said.</param>
internal sealed record NetworkSpec(
    TypeSpec Type,
    EquatableArray<int> InputShape,
    bool Inference,
    EquatableArray<LayerSpec> Layers,
    EquatableArray<LossSpec> Losses,
    EquatableArray<Problem> Problems,
    bool Unreadable);

/// <summary>The class that carries the declaration.</summary>
/// <param name="Namespace">Its namespace, empty for the global one.</param>
/// <param name="Name">Its name, with @ where it is a keyword.</param>
/// <param name="MetadataName">Its full metadata name, from which the file's name is made.</param>
/// <param name="Containers">Headers of the types around it, such as <c>partial class Outer</c>, outermost first.</param>
/// <param name="Accessibility">Its accessibility in C# words.</param>
internal sealed record TypeSpec(
    string Namespace, string Name, string MetadataName, EquatableArray<string> Containers, string Accessibility);

/// <summary>One layer attribute.</summary>
/// <param name="Kind">The attribute's name without its ending: Conv, ReLU.</param>
/// <param name="Formula">The formula of an activation, or null.</param>
/// <param name="Arguments">What was written, positional arguments under their parameters' names.</param>
internal sealed record LayerSpec(string Kind, string? Formula, EquatableArray<ArgumentSpec> Arguments);

/// <summary>One loss attribute.</summary>
internal sealed record LossSpec(string Kind, string? From, double Weight);

/// <summary>An attribute argument: a number (booleans are 0 and 1) or a text.</summary>
internal sealed record ArgumentSpec(string Name, double Number, string? Text);
