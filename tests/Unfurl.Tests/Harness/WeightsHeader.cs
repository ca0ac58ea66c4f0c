using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace Unfurl.Tests.Harness;

/// <summary>The header of a weights file as the package's targets hand it to the generator.</summary>
/// <param name="network">The class it is for.</param>
/// <param name="header">The JSON.</param>
internal sealed class WeightsHeader(string network, string header) : AdditionalText
{
    public override string Path => $"obj/{network}.weights.json";

    public override SourceText GetText(CancellationToken cancellationToken = default) => SourceText.From(header);

    /// <summary>The metadata of all of them, as a build's configuration tells it.</summary>
    public static AnalyzerConfigOptionsProvider Options { get; } = new Provider();

    private sealed class Provider : AnalyzerConfigOptionsProvider
    {
        public override AnalyzerConfigOptions GlobalOptions { get; } = new Metadata("");

        public override AnalyzerConfigOptions GetOptions(SyntaxTree tree) => GlobalOptions;

        public override AnalyzerConfigOptions GetOptions(AdditionalText textFile) => new Metadata(textFile is not WeightsHeader ? "" : System.IO.Path.GetFileName(textFile.Path).Replace(".weights.json", "", StringComparison.Ordinal));
    }

    private sealed class Metadata(string network) : AnalyzerConfigOptions
    {
        public override bool TryGetValue(string key, out string value)
        {
            value = key switch
            {
                "build_metadata.AdditionalFiles.UnfurlNetwork" => network,
                "build_metadata.AdditionalFiles.UnfurlWeights" => network.Length == 0 ? "" : network.ToLowerInvariant() + ".safetensors",
                _ => "",
            };
            return value.Length > 0;
        }
    }
}
