namespace Unfurl;

/// <summary>A layer of a network, in source order on the class that carries it.</summary>
/// <remarks>The generator reads these attributes at build time; nothing reads them at run time.</remarks>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = true, Inherited = false)]
public abstract class LayerAttribute : Attribute
{
    /// <summary>Names this layer's own output, before any activation that follows it, so that <see cref="From"/> can read it.
    /// Also replaces kind and number in the keys of its weights.</summary>
    public string? Name { get; set; }

    /// <summary>The name of the earlier layer to read; without it a layer reads the one before it.</summary>
    public string? From { get; set; }

    /// <summary>The stem of this layer's weights in files, <c>conv1</c> in <c>conv1.weight</c>; overrides <see cref="Name"/> there.</summary>
    public string? Key { get; set; }
}
