namespace Unfurl;

/// <summary>One tensor of weights.</summary>
/// <param name="Key">Its name in files, such as <c>conv1.weight</c>.</param>
/// <param name="Shape">Its shape, outermost first.</param>
/// <param name="Offset">Where it starts in <see cref="NetworkParameters.Values"/>.</param>
/// <param name="Length">How many numbers it has.</param>
/// <param name="InitialBound">How far fresh values lie from the initial one: uniform in (initial - bound, initial + bound), or as <paramref name="Distribution"/> says.</param>
/// <param name="InitialValue">What fresh values lie around.</param>
/// <param name="IsLearned">Whether training changes it by gradients: not so for frozen layers and running statistics.</param>
/// <param name="Distribution">How fresh values are drawn.</param>
public sealed record ParameterInfo(
    string Key, int[] Shape, int Offset, int Length, float InitialBound, float InitialValue = 0, bool IsLearned = true,
    InitialDistribution Distribution = InitialDistribution.Uniform);
