namespace Unfurl.Generator;

/// <summary>Spells lane and index expressions in C#: the only place that knows the vector types. Notes the sizes it meets.</summary>
internal sealed class LaneText
{
    /// <summary>Functions of the runtime library, by what formulas call them.</summary>
    private static readonly Dictionary<string, string> Functions = new[]
    {
        "Exp", "ExpM1", "Log", "Log1p", "Pow", "Sin", "Cos", "Tan", "Sinc", "Sinh", "Cosh", "Tanh", "Asinh", "Atan", "Erf", "Sigmoid", "Softplus",
    }.ToDictionary(f => f.ToLowerInvariant());

    private readonly SortedDictionary<string, Extent> _sizes = new(StringComparer.Ordinal);

    /// <summary>The sizes met so far, by name.</summary>
    public IReadOnlyDictionary<string, Extent> Sizes => _sizes;

    public static string Type(int lanes) => lanes == 1 ? "float" : $"{Vector(lanes)}<float>";

    /// <summary>Bits of a vector of that many floats.</summary>
    public static int Bits(int lanes) => lanes * 32;

    public string Of(Lane lane)
    {
        string vector = Vector(lane.Lanes);
        return lane switch
        {
            LaneLocal local => local.Name,
            LaneArgument argument => argument.Name,
            LaneInteger integer => $"(float){Atom(integer.Value)}",
            LaneConstant { Lanes: 1 } constant => Literals.Single(constant.Value),
            LaneConstant { Value: 0 } => $"{vector}<float>.Zero",
            LaneConstant constant => $"{vector}.Create({Literals.Single(constant.Value)})",
            LaneSpread spread => $"{vector}.Create({Of(spread.Scalar)})",
            LaneLoad { Lanes: 1 } load => At(load.Pointer, load.Offset),
            LaneLoad { Step: 2 } load => $"Lanes.LoadEven{InvariantText.Of($"{Bits(load.Lanes)}")}(ref {At(load.Pointer, load.Offset)}, 0)",
            LaneLoad load => $"{vector}.LoadUnsafe(ref {At(load.Pointer, load.Offset)})",
            LaneFirst { Lanes: 1 } first => $"(0 < {Of(first.Count)} ? {Of(first.Value)} : {Of(first.Rest)})",
            LaneFirst first =>
                $"{vector}.ConditionalSelect(Lanes.TailMask{InvariantText.Of($"{Bits(first.Lanes)}")}({Of(first.Count)}), {Of(first.Value)}, {Of(first.Rest)})",
            LaneCall call => Call(call, vector),
            _ => throw new InvalidOperationException($"No spelling for {lane.GetType().Name}."),
        };
    }

    public string At(Pointer pointer, Index offset) =>
        offset is Literal { Value: 0 } ? pointer.Name : $"Unsafe.Add(ref {pointer.Name}, {Of(offset)})";

    public string Of(Index index) => index switch
    {
        Literal literal => InvariantText.Of($"{literal.Value}"),
        Size size => Met(size),
        LoopVariable variable => variable.Name,
        LoadInteger load => At(load.Pointer, load.Offset),
        LoadWhole load => $"(int){At(load.Pointer, load.Offset)}",
        Binary { Operator: "min" or "max" } call => $"Math.{(call.Operator == "min" ? "Min" : "Max")}({Of(call.Left)}, {Of(call.Right)})",
        Binary { Operator: "+", Right: Literal { Value: < 0 } negative } sum => InvariantText.Of($"{Of(sum.Left)} - {-(long)negative.Value}"),
        Binary { Operator: "+" } sum => $"{Of(sum.Left)} + {Of(sum.Right)}",
        Binary { Operator: "-" } difference => $"{Of(difference.Left)} - {Atom(difference.Right)}",
        Binary product => $"{Atom(product.Left)} {product.Operator} {Atom(product.Right)}",
        _ => throw new InvalidOperationException($"No spelling for {index.GetType().Name}."),
    };

    /// <summary>A size's local: constants are fetched once at the top of a method.</summary>
    public static string Local(string size) => char.ToLowerInvariant(size[0]) + size.Substring(1);

    private string Met(Size size)
    {
        if (_sizes.TryGetValue(size.Name, out Extent other) && other != size.Value)
            throw new InvalidGraphException("lowering", $"the size {size.Name} is both {other} and {size.Value}");
        _sizes[size.Name] = size.Value;
        return Local(size.Name);
    }

    private string Atom(Index index) => index is Literal { Value: >= 0 } or Size or LoopVariable or LoadInteger or Binary { Operator: "min" or "max" }
        ? Of(index)
        : $"({Of(index)})";

    private static string Vector(int lanes) => lanes switch
    {
        16 => "Vector512",
        8 => "Vector256",
        4 => "Vector128",
        _ => "float",
    };

    private string Call(LaneCall call, string vector)
    {
        string[] a = call.Arguments.Select(Of).ToArray();
        bool scalar = call.Arguments[0].Lanes == 1;
        return call.Function switch
        {
            "add" => $"({a[0]} + {a[1]})",
            "subtract" => $"({a[0]} - {a[1]})",
            "multiply" => $"({a[0]} * {a[1]})",
            "divide" => $"({a[0]} / {a[1]})",
            "negate" => $"(-{a[0]})",

            // 128 bits must do without a fused instruction, which would become a call per lane.
            "fma" when scalar => $"(({a[0]} * {a[1]}) + {a[2]})",
            "fma" => $"{vector}.{(call.Lanes == 4 ? "MultiplyAddEstimate" : "FusedMultiplyAdd")}({a[0]}, {a[1]}, {a[2]})",
            "max" => $"Lanes.Larger({a[0]}, {a[1]})",
            "min" => $"{(scalar ? "MathF" : vector)}.Min({a[0]}, {a[1]})",
            "maxnative" => scalar ? $"({a[0]} > {a[1]} ? {a[0]} : {a[1]})" : $"{vector}.MaxNative({a[0]}, {a[1]})",
            "minnative" => scalar ? $"({a[0]} < {a[1]} ? {a[0]} : {a[1]})" : $"{vector}.MinNative({a[0]}, {a[1]})",
            "abs" or "sqrt" => $"{(scalar ? "MathF" : vector)}.{(call.Function == "abs" ? "Abs" : "Sqrt")}({a[0]})",
            _ when Functions.TryGetValue(call.Function, out string function) => $"VectorMath.{function}({string.Join(", ", a)})",
            "first" => scalar ? a[0] : $"{a[0]}.ToScalar()",
            "sum" => scalar ? a[0] : $"Lanes.Sum({a[0]})",
            "maximum" => scalar ? a[0] : $"Lanes.Maximum({a[0]})",
            "whereSame" => scalar
                ? $"({a[0]} == {a[1]} || float.IsNaN({a[0]}) ? {a[2]} : {a[3]})"
                : $"{vector}.ConditionalSelect({vector}.Equals({a[0]}, {a[1]}) | {vector}.IsNaN({a[0]}), {a[2]}, {a[3]})",
            "where<" or "where<=" or "where>" or "where>=" or "where==" => scalar
                ? $"({a[0]} {call.Function.Substring(5)} {a[1]} ? {a[2]} : {a[3]})"
                : $"{vector}.ConditionalSelect({vector}.{Comparison(call.Function)}({a[0]}, {a[1]}), {a[2]}, {a[3]})",
            _ => throw new InvalidOperationException($"No spelling for {call.Function}."),
        };
    }

    private static string Comparison(string where) => where switch
    {
        "where<" => "LessThan",
        "where<=" => "LessThanOrEqual",
        "where>" => "GreaterThan",
        "where==" => "Equals",
        _ => "GreaterThanOrEqual",
    };
}
