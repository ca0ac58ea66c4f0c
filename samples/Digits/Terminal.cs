using Spectre.Console;

namespace Digits;

/// <summary>Sets the console up.</summary>
internal static class Terminal
{
    private const int FileWidth = 100;

    /// <summary>Into a file or a pipe go plain lines; Spectre.Console judges by TERM alone and would write escape sequences.</summary>
    public static void Prepare()
    {
        if (!Console.IsOutputRedirected)
            return;
        AnsiConsole.Console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Ansi = AnsiSupport.No,
            ColorSystem = ColorSystemSupport.NoColors,
            Interactive = InteractionSupport.No,
        });
        AnsiConsole.Profile.Width = FileWidth;
    }
}
