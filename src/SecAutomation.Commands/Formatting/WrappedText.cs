using System.Text;

namespace SecAutomation.Commands.Formatting;

/// <summary>Lines that are broken between words, so that a terminal does not break them inside of one.</summary>
/// <param name="width">The width of the window; 0 where it is not known, as in a file.</param>
internal sealed class WrappedText(int width)
{
    private const int Narrowest = 60;

    private readonly StringBuilder _text = new();

    /// <summary>Adds a paragraph.</summary>
    /// <param name="lead">What stands before its first line; later lines are indented by as much.</param>
    /// <param name="words">The text.</param>
    public void Add(string lead, string words)
    {
        _text.Append(lead);
        // Terminals wrap on their own once the last column is written.
        int room = width < Narrowest ? int.MaxValue : Math.Max(Narrowest / 3, width - 1 - lead.Length);
        int column = 0;
        foreach (string word in words.Split(' '))
        {
            if (column > 0 && column + 1 + word.Length > room)
            {
                _text.Append('\n').Append(' ', lead.Length);
                column = 0;
            }

            if (column > 0)
            {
                _text.Append(' ');
                column++;
            }

            _text.Append(word);
            column += word.Length;
        }

        _text.Append('\n');
    }

    /// <inheritdoc/>
    public override string ToString() => _text.ToString().TrimEnd('\n');
}
