using Digits;
using Unfurl;

try
{
    var options = Options.Read(args);
    if (options.Help)
    {
        Console.WriteLine(Options.Usage);
        return 0;
    }

    Terminal.Prepare();
    DigitData data = DigitData.Open(options);
    var net = new LeNet(options.Seed);
    TrainingHistory history = TrainingScreen.Run(net, data, options);
    Evaluation result = history.Epochs[^1].Validation!;
    ConfusionTable.Write(result.Confusion);
    DigitPictures.Write(net, data.Test);

    net.Weights.Save("lenet.safetensors");
    LearningCurve.Save(history, "learning-curve.svg", $"LeNet on {data.Name}");
    bool same = ReloadProof.Run(net, "lenet.safetensors", data.Test);
    return Verdict.Write(result, data, same) ? 0 : 1;
}
catch (OptionException problem)
{
    Console.Error.WriteLine(problem.Message);
    return 2;
}
catch (Exception problem) when (problem is IOException or InvalidDataException or UnauthorizedAccessException)
{
    Console.Error.WriteLine(problem.Message);
    return 1;
}
