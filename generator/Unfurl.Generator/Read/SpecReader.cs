using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Unfurl.Generator;

/// <summary>Turns an attributed class into a <see cref="NetworkSpec"/>: the only stage that sees Roslyn symbols.</summary>
internal static class SpecReader
{
    public const string NetworkAttribute = "Unfurl.NetworkAttribute";

    /// <summary>A spec and its locations; they part right after, so that positions never touch what is cached. Null where another declaration of the
    /// class carries [Network] first, which the compiler reports.</summary>
    public static (NetworkSpec Spec, LocationTable Locations)? Read(GeneratorAttributeSyntaxContext context, CancellationToken cancel)
    {
        var type = (INamedTypeSymbol)context.TargetSymbol;
        var declaration = (TypeDeclarationSyntax)context.TargetNode;
        AttributeData network = type.GetAttributes().First(a => a.AttributeClass?.ToDisplayString() == NetworkAttribute);
        if (type.TypeKind != TypeKind.Class || Syntax(network, cancel)?.FirstAncestorOrSelf<TypeDeclarationSyntax>() != declaration)
            return null;
        List<Problem> problems = TypeReader.Check(type);
        bool unreadable = type.GetAttributes().Any(LayerReader.IsUnreadable);
        var layers = new List<LayerSpec>();
        var losses = new List<LossSpec>();
        var layerLocations = new List<Location>();
        var lossLocations = new List<Location>();
        foreach (AttributeData attribute in type.GetAttributes())
        {
            cancel.ThrowIfCancellationRequested();
            if (attribute.AttributeClass is not { } attributeClass || Syntax(attribute, cancel) is not { } syntax)
                continue;
            bool isLoss = LayerReader.IsLoss(attributeClass);
            if (!isLoss && !LayerReader.IsLayer(attributeClass))
                continue;
            Place place = isLoss ? Place.Loss(losses.Count) : Place.Layer(layers.Count);

            // Once: one displaced declaration is one mistake, however many layers it carries.
            if (syntax.FirstAncestorOrSelf<TypeDeclarationSyntax>() != declaration && problems.All(p => p.Id != Descriptors.SeveralDeclarations.Id))
                problems.Add(Problem.At(place, Descriptors.SeveralDeclarations.Id, type.Name, LayerReader.Kind(attributeClass)));
            if (isLoss)
            {
                losses.Add(LayerReader.ReadLoss(attribute));
                lossLocations.Add(syntax.GetLocation());
            }
            else
            {
                layers.Add(LayerReader.Read(attribute, attributeClass));
                layerLocations.Add(syntax.GetLocation());
            }
        }

        ArgumentSpec[] sizes = LayerReader.Arguments(network).ToArray();
        var spec = new NetworkSpec(
            TypeReader.Read(type),
            sizes.Where(a => a.Name is "features" or "channels" or "length" or "height" or "width").Select(a => (int)a.Number).ToEquatable(),
            sizes.Any(a => a.Name == "Mode" && a.Number == 1),
            layers.ToEquatable(),
            losses.ToEquatable(),
            problems.ToEquatable(),
            unreadable);
        Location networkLocation = Syntax(network, cancel)?.GetLocation() ?? Location.None;
        return (spec, new LocationTable(declaration.Identifier.GetLocation(), networkLocation, layerLocations, lossLocations));
    }
    private static SyntaxNode? Syntax(AttributeData attribute, CancellationToken cancel) => attribute.ApplicationSyntaxReference?.GetSyntax(cancel);
}
