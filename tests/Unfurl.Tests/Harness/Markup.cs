using System.Text;

namespace Unfurl.Tests.Harness;

/// <summary>Source text in which <c>{|UNF0101:Dense(0)|}</c> marks where a diagnostic is expected.</summary>
internal sealed record Markup(string Source, IReadOnlyList<Marked> Marks)
{
    private const string Open = "{|", Close = "|}";

    public static Markup Parse(string text)
    {
        var source = new StringBuilder();
        var marks = new List<Marked>();
        int at = 0;
        for (int open = text.IndexOf(Open, StringComparison.Ordinal); open >= 0; open = text.IndexOf(Open, at, StringComparison.Ordinal))
        {
            int colon = text.IndexOf(':', open), close = text.IndexOf(Close, colon, StringComparison.Ordinal);
            source.Append(text, at, open - at);
            string marked = text[(colon + 1)..close];
            marks.Add(new Marked(text[(open + Open.Length)..colon], source.Length, marked));
            source.Append(marked);
            at = close + Close.Length;
        }

        return new Markup(source.Append(text, at, text.Length - at).ToString(), marks);
    }
}

/// <summary>An expected diagnostic.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Start">Where it starts.</param>
/// <param name="Text">The text it underlines.</param>
internal sealed record Marked(string Id, int Start, string Text);
