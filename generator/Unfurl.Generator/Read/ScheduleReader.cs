using Microsoft.CodeAnalysis.Text;

namespace Unfurl.Generator;

/// <summary>Reads a schedule file: sections such as <c>[avx512]</c>, lines such as <c>conv 3x3 s1 64x56x56 -> 64x56x56: tile=2x1x14</c>, comments behind #.</summary>
internal static class ScheduleReader
{
    /// <summary>How its name ends.</summary>
    public const string Extension = ".schedule";

    private const string Section = "a section [all], [avx512], [avx2], [sse] or [neon]", Line = "'kernel: choice'";

    /// <summary>Any text gives lines; those that cannot be read say what was expected.</summary>
    public static ScheduleSpec Read(string path, SourceText text)
    {
        InstructionSet? section = null;
        var lines = new List<ScheduleLine>();
        var known = new Dictionary<(InstructionSet, string), int>();
        foreach (TextLine line in text.Lines)
        {
            string words = line.ToString().Trim();
            if (words.Length == 0 || words[0] == '#')
                continue;
            if (words[0] == '[')
                section = SetOf(words);
            string expected = words[0] == '[' || section is null ? Section : Line;
            if (words[0] == '[' && section is not null)
                continue;
            KernelChoice? choice = words[0] == '[' || section is not { } set ? null : ChoiceOf(set, words);
            if (choice is not null && known.TryGetValue((choice.Set, choice.Kernel), out int first))
                (choice, expected) = (null, InvariantText.Of($"one line for each kernel of a section, and line {first + 1} is for this one"));
            else if (choice is not null)
                known.Add((choice.Set, choice.Kernel), line.LineNumber);
            lines.Add(new ScheduleLine(line.LineNumber, words, choice, expected));
        }

        return new ScheduleSpec(Path.GetFileNameWithoutExtension(path), path, lines.ToEquatable());
    }

    // Behind a section that is none, lines cannot be read either.
    private static InstructionSet? SetOf(string words) => words switch
    {
        "[all]" => InstructionSet.All,
        "[avx512]" => InstructionSet.Avx512,
        "[avx2]" => InstructionSet.Avx2,
        "[sse]" => InstructionSet.Sse,
        "[neon]" => InstructionSet.Neon,
        _ => null,
    };

    private static KernelChoice? ChoiceOf(InstructionSet set, string words)
    {
        int colon = words.LastIndexOf(':');
        string kernel = colon < 0 ? "" : words.Substring(0, colon).Trim(), choice = words.Substring(colon + 1).Trim();
        return kernel.Length == 0 || choice.Length == 0 ? null : new KernelChoice(set, kernel, choice);
    }
}
