using System.Text.Json;
using Unfurl.Tests.Oracle;

namespace Unfurl.Tests.Training;

/// <summary>Ten steps from PyTorch's reference runs.</summary>
public sealed class GoldenOptimizerTests
{
    [Theory]
    [InlineData("optimizer__sgd")]
    [InlineData("optimizer__momentum_damp")]
    [InlineData("optimizer__nesterov")]
    [InlineData("optimizer__nesterov_wd")]
    public void SgdFollowsPyTorch(string name)
    {
        GoldenCase golden = GoldenCase.Load(name);
        bool nesterov = golden.Attributes.TryGetProperty("nesterov", out JsonElement flag) && flag.GetBoolean();
        Follow(golden, new Sgd(
            golden.Number("lr"), golden.Number("momentum"), golden.Number("dampening"), golden.Number("weight_decay"), nesterov));
    }

    [Theory]
    [InlineData("optimizer__adam")]
    [InlineData("optimizer__adam_betas")]
    public void AdamFollowsPyTorch(string name)
    {
        GoldenCase golden = GoldenCase.Load(name);
        JsonElement betas = golden.Attributes.GetProperty("betas");
        Follow(golden, new Adam(golden.Number("lr"), betas[0].GetSingle(), betas[1].GetSingle(), golden.Number("eps")));
    }

    [Fact]
    public void AdamWFollowsPyTorch()
    {
        GoldenCase golden = GoldenCase.Load("optimizer__adamw");
        JsonElement betas = golden.Attributes.GetProperty("betas");
        Follow(golden, new AdamW(
            golden.Number("lr"), betas[0].GetSingle(), betas[1].GetSingle(), golden.Number("eps"), golden.Number("weight_decay")));
    }

    [Fact]
    public void RmsPropFollowsPyTorch()
    {
        GoldenCase golden = GoldenCase.Load("optimizer__rmsprop_mom_centered");
        Follow(golden, new RmsProp(golden.Number("lr"), golden.Number("alpha"), momentum: golden.Number("momentum"), centered: true));
    }

    [Fact]
    public void AdadeltaFollowsPyTorch()
    {
        GoldenCase golden = GoldenCase.Load("optimizer__adadelta");
        Follow(golden, new Adadelta(golden.Number("lr"), golden.Number("rho"), golden.Number("eps")));
    }

    [Fact]
    public void AdamaxFollowsPyTorch()
    {
        GoldenCase golden = GoldenCase.Load("optimizer__adamax");
        JsonElement betas = golden.Attributes.GetProperty("betas");
        Follow(golden, new Adamax(golden.Number("lr"), betas[0].GetSingle(), betas[1].GetSingle(), golden.Number("eps")));
    }

    private static void Follow(GoldenCase golden, Optimizer optimizer)
    {
        float[] values = [.. golden["p0"]];
        float[] gradients = golden["g"];
        float[] path = new float[gradients.Length];
        for (int start = 0; start < gradients.Length; start += values.Length)
        {
            optimizer.Step(values, gradients.AsSpan(start, values.Length));
            values.CopyTo(path, start);
        }

        golden.AssertClose("y", path);
    }
}
