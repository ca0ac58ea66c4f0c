using Unfurl.Tests.Files;

namespace Unfurl.Tests.Data;

public sealed class LabelFileTests
{
    [Fact]
    public void ALineIsAClass()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder["x"], "\uFEFFcat\r\n crane \ncrane\näpple pie\n\n \n");
        Assert.Equal(["cat", "crane", "crane", "äpple pie"], LabelFile.Read(folder["x"]));
        Assert.Equal(["cat"], LabelFile.Parse("cat"u8, "x"));
    }

    [Theory]
    [InlineData(new byte[0], "line 1 is empty, expected the name of class 0")]
    [InlineData(new byte[] { 65, 10, 13, 10, 66 }, "line 2 is empty, expected the name of class 1")]
    [InlineData(new byte[] { 65, 0xFF }, "not valid UTF-8")]
    public void FaultsAreNamed(byte[] bytes, string reason)
    {
        string message = Assert.Throws<InvalidDataException>(() => LabelFile.Parse(bytes, "labels.txt")).Message;
        Assert.StartsWith("labels.txt: ", message);
        Assert.Contains(reason, message);
    }
}
