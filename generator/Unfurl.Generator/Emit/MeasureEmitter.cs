namespace Unfurl.Generator;

/// <summary>Writes the check of the sizes a call is given, and what follows from them.</summary>
/// <param name="code">Where it is written.</param>
/// <param name="network">The network's name, as a literal.</param>
/// <param name="sizes">The sizes.</param>
/// <param name="measure">The statement that measures memory.</param>
internal sealed class MeasureEmitter(CodeWriter code, string network, SizeArguments sizes, string measure)
{
    /// <summary>What is measured: numbers of an input and an output, and of the memory for a sample, a call and a thread.</summary>
    public const string Parameters = "out int input, out int output, out int sample, out int call, out int thread";

    /// <summary>The same as arguments.</summary>
    public const string Arguments = "out input, out output, out sample, out call, out thread";

    private const string Checks = "global::Unfurl.CompilerServices.Arguments";

    public void Write()
    {
        using (code.Block($"private static void __Measure({sizes.Parameters}{Parameters})"))
        {
            foreach (OpenSize size in sizes.Sizes)
            {
                code.Line(size.Size.IsOpen
                    ? InvariantText.Of($"{Checks}.OpenSize({network}, {Literals.String(size.Name)}, {size.Name}, {size.Least}, {Literals.String(size.Title)});")
                    : InvariantText.Of($"{Checks}.FixedSize({network}, {Literals.String(size.Name)}, {size.Name}, {size.Size});"));
            }

            using (code.Block("try"))
                code.Line(measure);
            using (code.Block("catch (global::System.OverflowException)"))
                code.Line($"throw {Checks}.TooLarge({network}, {string.Join(" * (long)", sizes.Sizes.Select(s => s.Name))});");
        }

        code.Line();
    }
}
