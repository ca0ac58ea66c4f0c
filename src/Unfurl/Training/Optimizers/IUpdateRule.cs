using System.Numerics;

namespace Unfurl;

/// <summary>How one optimizer changes a vector of weights: a structure, so that the loop over it is compiled for each rule.</summary>
internal interface IUpdateRule
{
    /// <summary>Changes the weights and what is remembered of them, element by element.</summary>
    /// <remarks>Each operation is rounded by itself, and no element sees another: the bits do not depend on the vector width.</remarks>
    /// <param name="value">The weights.</param>
    /// <param name="gradient">Their gradients.</param>
    /// <param name="first">The optimizer's first state, in the order of its names; zeros, not kept, if there is none.</param>
    /// <param name="second">The second.</param>
    /// <param name="third">The third.</param>
    void Update(
        ref Vector<float> value, Vector<float> gradient, ref Vector<float> first, ref Vector<float> second, ref Vector<float> third);
}
