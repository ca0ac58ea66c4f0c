using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace Unfurl.Tool;

/// <summary>The emitted text of a network with a mark where each layer of its forward pass begins.</summary>
/// <remarks>The programs are static methods of a file-local class, whose bodies are calls of kernels under a comment for each layer. Write, where there is
/// one, is the end of Forward.</remarks>
internal sealed class InstrumentedProgram
{
    private static readonly string[] Methods = ["Forward", "Write"];

    private readonly List<ProgramLayer> _layers = [];
    private readonly List<TextChange> _marks = [];

    /// <summary>The layers in the order they run; the mark of the first has number 1.</summary>
    public IReadOnlyList<ProgramLayer> Layers => _layers;

    /// <summary>Puts the marks into what the generator wrote.</summary>
    /// <exception cref="ProgramException">It is not written as expected.</exception>
    public Compilation Apply(Compilation output)
    {
        (SyntaxTree tree, ClassDeclarationSyntax program) = output.SyntaxTrees
            .SelectMany(t => t.GetRoot().DescendantNodes().OfType<ClassDeclarationSyntax>().Select(c => (t, c)))
            .FirstOrDefault(p => p.c.Modifiers.Any(SyntaxKind.FileKeyword) && Bodies(p.c).Any());
        if (tree is null)
            throw new ProgramException("The generated text has no program with a forward pass.");
        foreach (BlockSyntax body in Bodies(program))
            Mark(body);
        return output
            .AddReferences(MetadataReference.CreateFromFile(typeof(LayerProbe).Assembly.Location))
            .ReplaceSyntaxTree(tree, tree.WithChangedText(tree.GetText().WithChanges(_marks.OrderBy(m => m.Span.Start))));
    }

    private static IEnumerable<BlockSyntax> Bodies(ClassDeclarationSyntax type) =>
        type.Members.OfType<MethodDeclarationSyntax>().Where(m => Methods.Contains(m.Identifier.Text) && m.Body is not null).Select(m => m.Body!);

    private void Mark(BlockSyntax body)
    {
        int layer = -1;
        foreach (StatementSyntax statement in body.Statements)
        {
            string? title = statement.GetLeadingTrivia()
                .Where(t => t.IsKind(SyntaxKind.SingleLineCommentTrivia))
                .Select(t => t.ToString()[2..].Trim())
                .LastOrDefault();
            if (title is not null)
                Insert(statement.SpanStart, (layer = Find(title)) + 1);
            if (layer >= 0)
                AddKernels(layer, statement);
        }

        Insert(body.CloseBraceToken.SpanStart, 0);
    }

    private void Insert(int position, int number) => _marks.Add(new TextChange(
        new TextSpan(position, 0), FormattableString.Invariant($"global::{typeof(LayerProbe).FullName}.{nameof(LayerProbe.Mark)}({number}); ")));

    // A layer may come back behind another; its times are one.
    private int Find(string title)
    {
        string[] parts = title.Split(": ", 2);
        int known = _layers.FindIndex(l => l.Name == parts[0]);
        if (known >= 0)
            return known;
        _layers.Add(new ProgramLayer(parts[0], parts[^1], []));
        return _layers.Count - 1;
    }

    private void AddKernels(int layer, StatementSyntax statement)
    {
        IEnumerable<string> called = statement.DescendantNodes().OfType<InvocationExpressionSyntax>()
            .Select(call => call.Expression)
            .OfType<SimpleNameSyntax>()
            .Select(name => name.Identifier.Text);
        _layers[layer] = _layers[layer] with { Kernels = [.. _layers[layer].Kernels.Union(called)] };
    }
}
