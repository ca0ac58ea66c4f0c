namespace Unfurl;

/// <summary>One row of a network's table.</summary>
/// <param name="Name">The layer's name, given or kind and count.</param>
/// <param name="Kind">The layer's kind, as in the attribute.</param>
/// <param name="InputShape">Shape it reads, such as <c>1x28x28</c>, or with open sizes <c>1x(H-4)x(W-4)</c>; of a join, how many and which.</param>
/// <param name="OutputShape">Shape it writes.</param>
/// <param name="Parameters">Numbers it learns.</param>
/// <param name="MultiplyAdds">Multiply-adds for one sample, padding not counted out; -1 where they follow from open sizes.</param>
/// <param name="WorkspaceOffset">Where its output lies in the workspace of one sample, in floats; -1 if it has no buffer of its own, or if that follows from open
/// sizes.</param>
/// <param name="TrainingOnly">Whether no output depends on it: an auxiliary classifier, which only a loss reads.</param>
/// <param name="Algorithm">How it is summed when the network answers outside training: <c>direct, blocked</c> (vectors along the channels), <c>direct, planar</c> (along the width),
/// <c>depthwise, ..</c>, <c>Winograd F(4x4,3x3)</c> or <c>F(2x2,3x3)</c>, <c>FFT 16x16</c> or <c>FFT 32x32</c> (products of the spectra of such tiles), <c>matrix product</c>, <c>direct</c> (the mean of a window). Empty where nothing long is summed, and where another layer's
/// kernel does it all.</param>
/// <param name="Error">
/// What to expect of its roundings, in units of 2^-23 (the distance from 1 to the next float): the root mean square of the error against exact arithmetic, over the root
/// mean square of the layer's outputs, for independent inputs and weights of mean 0. Each rounding counts at its largest, half a unit of what is rounded, so random data lie below this number and seldom
/// below a tenth of it. It is no bound: where sums cancel, errors are larger beside what is left. A direct sum of K products has sqrt((K + 5) / 8); Winograd's algorithm amplifies the roundings of its C
/// products and of its transforms: sqrt(116 (C + 37) / 8), for C channels; spectra amplify nothing: sqrt((2 C + 83) / 8), or sqrt((2 C + 107) / 8) where they are
/// of 32x32 numbers. Of the sum alone, not of an activation behind it; 0 where <paramref name="Algorithm"/> is empty.
/// </param>
public sealed record LayerInfo(
    string Name,
    string Kind,
    string InputShape,
    string OutputShape,
    long Parameters,
    long MultiplyAdds,
    int WorkspaceOffset,
    bool TrainingOnly = false,
    string Algorithm = "",
    double Error = 0);
