using Unfurl.Benchmarks;

try
{
    return args switch
    {
        ["infer", .. var rest] => InferCommand.Run(InferOptions.Read(rest)),
        ["layers", .. var rest] => LayersCommand.Run(rest),
        ["build", .. var rest] => BuildCommand.Run(BuildOptions.Read(rest)),
        ["start"] => StartCommand.Run(),
        ["native", .. var rest] => NativeCommand.Run(rest),
        [PeerStart.Verb, var library, var model, var input, var output, .. var sizes] => PeerStart.Run(library, model, input, output, sizes),
        ["peak"] => PeakCommand.Run(),
        _ => Usage(),
    };
}
catch (OptionException problem)
{
    Console.Error.WriteLine(problem.Message);
    return 2;
}
catch (Exception problem) when (problem is BuildException or ToolException)
{
    Console.Error.WriteLine(problem.Message);
    return 1;
}

static int Usage()
{
    Console.Error.WriteLine($"""
        infer [--case NAME] [--threads N] [--out FILE] [--no-peer]   our networks against ONNX Runtime
        layers NETWORK                                               where the time of a network goes, layer by layer
        build [--network NAME] [--no-build]                          what declared networks cost at build time
        start                                                        a native binary from process start to its first answer
        native [CASE ...]                                            native binaries against the JIT at the same instruction set
        peak                                                         the machine's fused multiply-adds per second

        Cases: {string.Join(", ", BenchmarkCase.All.Select(c => c.Name))}
        Networks, which are cases at batch 1 too: {string.Join(", ", Declaration.Names)}
        """);
    return 2;
}
