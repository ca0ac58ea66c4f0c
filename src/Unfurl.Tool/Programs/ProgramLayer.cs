namespace Unfurl.Tool;

/// <summary>A layer as the emitted program runs it.</summary>
/// <param name="Name">Its name in the network's table.</param>
/// <param name="Shapes">What it reads and makes, as the program's comment says.</param>
/// <param name="Kernels">The kernels it calls, each once: the algorithm.</param>
internal sealed record ProgramLayer(string Name, string Shapes, IReadOnlyList<string> Kernels);
