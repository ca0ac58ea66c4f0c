using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Unfurl.Generator;

/// <summary>Turns an attributed class into a <see cref="NetworkSpec"/>: the only stage that sees Roslyn symbols.</summary>
internal sealed class SpecReader
{
    public const string NetworkAttribute = "Unfurl.NetworkAttribute";

    private readonly INamedTypeSymbol _type;
    private readonly TypeDeclarationSyntax _declaration;
    private readonly AttributeData _network;
    private readonly Compilation _compilation;
    private readonly CancellationToken _cancel;
    private readonly LocationTable _locations;
    private readonly BlockReader _blocks;
    private readonly List<Problem> _problems;
    private readonly List<InputSpec> _inputs = [];
    private readonly List<LayerSpec> _layers = [];
    private readonly List<OutputSpec> _outputs = [];
    private readonly List<LossSpec> _losses = [];

    private SpecReader(INamedTypeSymbol type, TypeDeclarationSyntax declaration, AttributeData network, Compilation compilation, CancellationToken cancel)
    {
        (_type, _declaration, _network, _compilation, _cancel) = (type, declaration, network, compilation, cancel);
        _locations = new LocationTable(declaration.Identifier.GetLocation(), Syntax(network)?.GetLocation() ?? Location.None);
        _blocks = new BlockReader(_locations, compilation, cancel);
        _problems = TypeReader.Check(type);
    }

    /// <summary>A spec and its locations; they part right after, so that positions never touch what is cached. Null where another declaration of the
    /// class carries [Network] first, which the compiler reports.</summary>
    public static (NetworkSpec Spec, LocationTable Locations)? Read(GeneratorAttributeSyntaxContext context, CancellationToken cancel)
    {
        var type = (INamedTypeSymbol)context.TargetSymbol;
        var declaration = (TypeDeclarationSyntax)context.TargetNode;
        AttributeData network = type.GetAttributes().First(a => a.AttributeClass?.ToDisplayString() == NetworkAttribute);
        var reader = new SpecReader(type, declaration, network, context.SemanticModel.Compilation, cancel);
        return type.TypeKind != TypeKind.Class || reader.Syntax(network)?.FirstAncestorOrSelf<TypeDeclarationSyntax>() != declaration
            ? null
            : (reader.Read(), reader._locations);
    }

    private NetworkSpec Read()
    {
        ArgumentSpec[] arguments = LayerReader.Arguments(_network).ToArray();
        if (LayerReader.Sizes(arguments) is { Count: > 0 } sizes)
            _inputs.Add(new InputSpec("input", sizes, -1));
        bool unreadable = _type.GetAttributes().Any(LayerReader.IsUnreadable);
        foreach (AttributeData attribute in _type.GetAttributes())
        {
            _cancel.ThrowIfCancellationRequested();
            if (attribute.AttributeClass is { } attributeClass && Syntax(attribute) is { } syntax)
                ReadPart(attribute, attributeClass, syntax);
        }

        return new NetworkSpec(
            TypeReader.Read(_type),
            _inputs.ToEquatable(),
            arguments.Any(a => a.Name == "Mode" && a.Number == 1) || InputChecker.IsOpen(_inputs),
            arguments.Any(a => a.Name == "Checkpoint" && a.Number == 1),
            _layers.ToEquatable(),
            _blocks.Blocks.ToEquatable(),
            _outputs.ToEquatable(),
            _losses.ToEquatable(),
            _problems.ToEquatable(),
            unreadable || _blocks.Unreadable)
        {
            KeepsActivations = arguments.Any(a => a.Name == "KeepActivations" && a.Number == 1),
            IsStrict = arguments.Any(a => a.Name == "Numerics" && a.Number == 1),
            PackedMegabytes = (int?)arguments.FirstOrDefault(a => a.Name == "PackedWeights")?.Number,
        };
    }

    private void ReadPart(AttributeData attribute, INamedTypeSymbol type, SyntaxNode syntax)
    {
        Place place;
        switch (LayerReader.PartOf(type))
        {
            case PlaceKind.Layer:
                place = Place.Layer(_layers.Count);
                _layers.Add(LayerReader.Read(attribute, type));
                _blocks.Read(type);
                break;
            case PlaceKind.Loss:
                place = Place.Loss(_losses.Count);
                _losses.Add(LossReader.Read(attribute, type));
                break;
            case PlaceKind.Input:
                place = Place.Input(_inputs.Count(i => i.Attribute >= 0));
                _inputs.Add(LayerReader.ReadInput(attribute, place.Index));
                break;
            case PlaceKind.Output:
                place = Place.Output(_outputs.Count);
                _outputs.Add(LayerReader.ReadOutput(attribute));
                break;
            default:
                return;
        }

        _locations.Add(place.Kind, "", syntax.GetLocation(), FormulaReader.Find(attribute, type, _compilation, _cancel));

        // Once: one displaced declaration is one mistake, however many layers it carries.
        if (syntax.FirstAncestorOrSelf<TypeDeclarationSyntax>() != _declaration && _problems.All(p => p.Id != Descriptors.SeveralDeclarations.Id))
            _problems.Add(Problem.At(place, Descriptors.SeveralDeclarations.Id, _type.Name, LayerReader.Kind(type)));
    }

    private SyntaxNode? Syntax(AttributeData attribute) => attribute.ApplicationSyntaxReference?.GetSyntax(_cancel);
}
