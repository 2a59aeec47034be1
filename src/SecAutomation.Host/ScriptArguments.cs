using System.Management.Automation;

namespace SecAutomation.Host;

/// <summary>Binds the words after a script's path as pwsh does.</summary>
public static class ScriptArguments
{
    /// <summary>Adds the words to the command: <c>-Name value</c>, <c>-Name:value</c>, <c>-Switch</c>, <c>value</c>.</summary>
    public static void Add(PowerShell shell, IReadOnlyList<string> words)
    {
        ArgumentNullException.ThrowIfNull(shell);
        ArgumentNullException.ThrowIfNull(words);
        for (int i = 0; i < words.Count; i++)
        {
            string word = words[i];
            if (word.Length < 2 || word[0] != '-' || char.IsAsciiDigit(word[1]))
            {
                shell.AddArgument(word);
                continue;
            }

            int colon = word.IndexOf(':', StringComparison.Ordinal);
            if (colon < 0)
            {
                // With the dash and no value, the binder gives the next word to a parameter that wants one.
                shell.AddParameter(word, null);
            }
            else if (colon < word.Length - 1)
            {
                shell.AddParameter(word[..colon], Value(word[(colon + 1)..]));
            }
            else if (i + 1 < words.Count)
            {
                shell.AddParameter(word[..colon], Value(words[++i]));
            }
            else
            {
                shell.AddParameter(word[..colon], null);
            }
        }
    }

    private static object Value(string text) =>
        text.Equals("$true", StringComparison.OrdinalIgnoreCase) ? true
        : text.Equals("$false", StringComparison.OrdinalIgnoreCase) ? false
        : text;
}
