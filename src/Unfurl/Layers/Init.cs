namespace Unfurl;

/// <summary>How the weight of a layer starts; any but <see cref="Default"/> also starts its bias at 0.</summary>
/// <remarks>
/// Of a weight [a, b, k..] fan in is b times the numbers of k.., fan out a times them (as PyTorch counts them). The gain is <see cref="LayerAttribute.InitGain"/> or what is named
/// below; that of an activation f is PyTorch's where it names one (tanh 5/3, SELU 3/4, sigmoid 1, ReLU sqrt(2), LeakyReLU sqrt(2 / (1 + slope^2))), else 1 / sqrt(E f(z)^2) for a
/// standard normal z, which for ReLU and LeakyReLU is the same. Constants that are learned count as what they
/// start at: a PReLU is a LeakyReLU of its first slope.
/// </remarks>
public enum Init
{
    /// <summary>PyTorch's default, uniform within 1 / sqrt(fan in); but <see cref="LeCunNormal"/> before a SELU, which needs it, and without an
    /// activation behind it in a network whose every activation is a SELU.</summary>
    [Reference(Family.Initialization, "PyTorch", Formula = "uniform within 1 / sqrt(fan in); before a SELU, and in networks with no other activation, as LeCunNormal", PyTorch = "the default of Linear and Conv2d")]
    Default,

    /// <summary>Normal with deviation gain / sqrt(fan), the gain being that of the activation that follows (He 2015; PyTorch kaiming_normal_).</summary>
    [Reference(Family.Initialization, "He et al. 2015", Formula = "normal, deviation gain / sqrt(fan)", PyTorch = "kaiming_normal_")]
    KaimingNormal,

    /// <summary>Uniform within gain sqrt(3 / fan), the gain being that of the activation that follows (He 2015; PyTorch kaiming_uniform_).</summary>
    [Reference(Family.Initialization, "He et al. 2015", Formula = "uniform within gain * sqrt(3 / fan)", PyTorch = "kaiming_uniform_")]
    KaimingUniform,

    /// <summary>Normal with deviation gain sqrt(2 / (fan in + fan out)), the gain being 1 (Glorot and Bengio 2010; PyTorch xavier_normal_).</summary>
    [Reference(Family.Initialization, "Glorot and Bengio 2010", Formula = "normal, deviation gain * sqrt(2 / (fan in + fan out))", PyTorch = "xavier_normal_")]
    XavierNormal,

    /// <summary>Uniform within gain sqrt(6 / (fan in + fan out)), the gain being 1 (Glorot and Bengio 2010; PyTorch xavier_uniform_).</summary>
    [Reference(Family.Initialization, "Glorot and Bengio 2010", Formula = "uniform within gain * sqrt(6 / (fan in + fan out))", PyTorch = "xavier_uniform_")]
    XavierUniform,

    /// <summary>Normal with deviation gain / sqrt(fan in), the gain being 1 (LeCun 1998; PyTorch kaiming_normal_ with nonlinearity="linear").</summary>
    [Reference(Family.Initialization, "LeCun et al. 1998", Formula = "normal, deviation gain / sqrt(fan in)", PyTorch = "kaiming_normal_(nonlinearity='linear')")]
    LeCunNormal,

    /// <summary>Uniform within gain sqrt(3 / fan in), the gain being 1 (LeCun 1998; PyTorch kaiming_uniform_ with nonlinearity="linear").</summary>
    [Reference(Family.Initialization, "LeCun et al. 1998", Formula = "uniform within gain * sqrt(3 / fan in)", PyTorch = "kaiming_uniform_(nonlinearity='linear')")]
    LeCunUniform,

    /// <summary>The weight as a matrix [a, the rest] has orthogonal rows, or columns if those are fewer, of the length of the gain, 1 (Saxe 2013; PyTorch orthogonal_). Takes
    /// min(a, rest)^2 max(a, rest) steps.</summary>
    [Reference(Family.Initialization, "Saxe, McClelland and Ganguli 2014", Formula = "orthogonal rows, or columns if those are fewer, of length gain", PyTorch = "orthogonal_")]
    Orthogonal,

    /// <summary>Every number is <see cref="LayerAttribute.InitValue"/> (PyTorch constant_).</summary>
    [Reference(Family.Initialization, "PyTorch", Formula = "InitValue", PyTorch = "constant_")]
    Constant,

    /// <summary>Every number is 0 (PyTorch zeros_): the last normalisation of a residual branch, for one.</summary>
    [Reference(Family.Initialization, "PyTorch", Formula = "0", PyTorch = "zeros_")]
    Zeros,
}
