namespace Unfurl;

/// <summary>A layer of a network, in source order on the class that carries it.</summary>
/// <remarks>The generator reads these attributes at build time; nothing reads them at run time.</remarks>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public abstract class LayerAttribute : Attribute
{
    /// <summary>Names this layer's own output, before any activation that follows it, so that <see cref="From"/> can read it.
    /// Also replaces kind and number in the keys of its weights.</summary>
    public string? Name { get; set; }

    /// <summary>The name of the earlier layer or input to read; without it a layer reads the one before it. A join
    /// (<see cref="ConcatAttribute"/>, <see cref="AddAttribute"/>, <see cref="SubtractAttribute"/>, <see cref="MultiplyAttribute"/>) takes several, separated by commas.</summary>
    public string? From { get; set; }

    /// <summary>The stem of this layer's weights in files, <c>conv1</c> in <c>conv1.weight</c>; overrides <see cref="Name"/> there.</summary>
    public string? Key { get; set; }

    /// <summary>Inside a block, numbers that follow from the block's parameters: <c>With = "Stride = s, Groups = 4 * c"</c>. Each names an
    /// argument of this attribute and gives it an expression of <c>+ - * / %</c>, parentheses, numbers and parameters; whole numbers divide as in C#.</summary>
    public string? With { get; set; }

    /// <summary>Whether the layer's weights stay as they are: no gradient is computed for them, and no backward code exists for what stands before
    /// the first layer that learns. A frozen batch norm uses its running statistics while training, too.</summary>
    public bool Frozen { get; set; }

    /// <summary>How the layer's weight starts; <see cref="Unfurl.Init.Default"/> unless told. It is for what a layer calls <c>weight</c>, and an error on a layer
    /// without: learned constants, masks, centres and widths of other names start as their layer declares. Where the weight is a number for each channel, as of a
    /// normalisation or a PReLU, only <see cref="Unfurl.Init.Constant"/> and <see cref="Unfurl.Init.Zeros"/> have a meaning.</summary>
    public Init Init { get; set; }

    /// <summary>What <see cref="Unfurl.Init.KaimingNormal"/> and <see cref="Unfurl.Init.KaimingUniform"/> count; <see cref="Fan.In"/> unless told.</summary>
    public Fan InitFan { get; set; }

    /// <summary>The gain, in place of the one <see cref="Init"/> implies; greater than 0.</summary>
    public double InitGain { get; set; }

    /// <summary>What every number is under <see cref="Unfurl.Init.Constant"/>; finite, default 0.</summary>
    public double InitValue { get; set; }
}
