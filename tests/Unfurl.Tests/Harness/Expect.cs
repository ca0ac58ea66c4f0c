namespace Unfurl.Tests.Harness;

/// <summary>Assertions that show all of what is wrong.</summary>
internal static class Expect
{
    private const int Most = 10;

    /// <summary>Nothing, or the first of what there is in full length.</summary>
    public static void None(IEnumerable<string> wrong)
    {
        string[] first = [.. wrong.Take(Most)];
        Assert.True(first.Length == 0, string.Join("\n", first));
    }
}
