namespace Unfurl.Generator;

/// <summary>What the schedule may do for speed.</summary>
/// <param name="IsInference">Weights stand still: what is derived from them is made once and used often.</param>
/// <param name="IsStrict">One summation order, whatever the vector width and the batch: no algorithm that trades roundings for speed.</param>
/// <param name="PackedBudget">Floats that packed weights may take beyond one copy of the weights.</param>
internal sealed record ScheduleOptions(bool IsInference, bool IsStrict, long PackedBudget)
{
    /// <summary>Who decides between candidates.</summary>
    public Choices Choices { get; init; } = Choices.None;

    /// <summary>Megabytes for packed weights where the network does not say: what VGG-19 takes, and some room.</summary>
    private const int DefaultMegabytes = 400;

    private const long FloatsPerMegabyte = (1 << 20) / sizeof(float);

    public static ScheduleOptions Inference(NetworkSpec spec) => new(true, spec.IsStrict, (spec.PackedMegabytes ?? DefaultMegabytes) * FloatsPerMegabyte);

    public static ScheduleOptions Training(NetworkSpec spec) => new(false, spec.IsStrict, 0);
}
