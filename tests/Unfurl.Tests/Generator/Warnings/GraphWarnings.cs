namespace Unfurl.Tests.Generator.Warnings;

/// <summary>04xx: declarations that work but hardly mean what they say.</summary>
public sealed class GraphWarnings
{
    private const string Tiny = "public partial class Tiny;";

    internal static readonly Dictionary<string, GraphCase> Cases = new()
    {
        ["layer"] = new(
            "[Network(4)] [Dense(3, Name = \"a\"), {|UNF0413:ReLU|}, Dense(2, From = \"a\")] " + Tiny,
            "Nothing reads layer 'relu1', and it is no output: remove it, or name it in From, [Output] or [Loss]"),
        ["last layer beside the only output"] = new(
            "[Network(4)] [Dense(3, Name = \"a\"), {|UNF0413:Dense(2)|}] [Output(\"x\", From = \"a\")] " + Tiny,
            "Nothing reads layer 'dense2', and it is no output: remove it, or name it in From, [Output] or [Loss]"),
        ["input"] = new(
            "[Network] [Input(\"a\", 4), {|UNF0413:Input(\"b\", 4)|}] [Dense(2)] " + Tiny,
            "Nothing reads input 'b', and it is no output: remove it, or name it in From, [Output] or [Loss]"),
        ["input of [Network]"] = new(
            "[{|UNF0413:Network(4)|}] [Input(\"b\", 4)] [Dense(2, From = \"b\")] " + Tiny,
            "Nothing reads input 'input', and it is no output: remove it, or name it in From, [Output] or [Loss]"),
        ["layer of a block"] = new(
            "[Dense(3, Name = \"a\"), {|UNF0413:Tanh|}, ReLU(From = \"a\")] public sealed class StemAttribute : BlockAttribute; [Network(4)] [{|use:Stem|}] " + Tiny,
            "Nothing reads layer 'stem1.tanh1', and it is no output: remove it, or name it in From, [Output] or [Loss]"),
    };

    public static TheoryData<string> Names => [.. Cases.Keys];

    [Theory, MemberData(nameof(Names))]
    public void AreReportedWhereTheyAre(string name) => Cases[name].Check();

    // What only a loss judges, what only one of several outputs shows, and a softmax that a cross-entropy passes by.
    [Theory]
    [InlineData("[Network(4)] [Dense(3, Name = \"a\"), ReLU, Dense(2, From = \"a\")] [Output(\"x\")] [Output(\"y\", From = \"relu1\")]")]
    [InlineData("[Network(4)] [Dense(3, Name = \"a\"), ReLU(Name = \"b\"), Dense(2, From = \"a\")] [Loss(Loss.CrossEntropy)] [Loss(Loss.MeanSquaredError, From = \"b\")]")]
    [InlineData("[Network(4)] [Dense(3), Softmax(Name = \"s\"), Dense(2, From = \"dense1\")] [Loss(Loss.CrossEntropy, From = \"s\")]")]
    [InlineData("[Network] [Input(\"a\", 4), Input(\"b\", 4)] [Dense(2)] [Output(\"x\")] [Output(\"y\", From = \"b\")]")]
    public void NothingIsSaidOf(string attributes) => UserCompiler.Clean(attributes + " " + Tiny);
}
