namespace SecAutomation.Remediation.Rendering.Blocks;

/// <summary>Gathers the pieces of a line: clean, and pieces of one style joined.</summary>
internal sealed class RunList
{
    private readonly List<TextRun> _run = [];

    public void Add(string text, TextStyle style = TextStyle.None, string? url = null)
    {
        bool isAfterBlank = _run.Count == 0 || _run[^1].Text.EndsWith(' ') || ReferenceEquals(_run[^1], TextRun.LineBreak);
        string clean = MarkdownText.Clean(text, isAfterBlank);
        if (clean.Length == 0)
        {
            return;
        }

        if (_run.Count > 0 && _run[^1] is { } last && !ReferenceEquals(last, TextRun.LineBreak) && last.Style == style && last.Url == url)
        {
            _run[^1] = last with { Text = last.Text + clean };
        }
        else
        {
            _run.Add(new TextRun(clean, style, url));
        }
    }

    public void AddLineBreak()
    {
        Trim();
        if (_run.Count > 0 && !ReferenceEquals(_run[^1], TextRun.LineBreak))
        {
            _run.Add(TextRun.LineBreak);
        }
    }

    /// <summary>What was gathered, without blanks at the end.</summary>
    public TextRun[] ToRuns()
    {
        Trim();
        while (_run.Count > 0 && ReferenceEquals(_run[^1], TextRun.LineBreak))
        {
            _run.RemoveAt(_run.Count - 1);
            Trim();
        }

        return [.. _run];
    }

    private void Trim()
    {
        while (_run.Count > 0 && !ReferenceEquals(_run[^1], TextRun.LineBreak))
        {
            string trimmed = _run[^1].Text.TrimEnd(' ');
            if (trimmed.Length > 0)
            {
                _run[^1] = _run[^1] with { Text = trimmed };
                return;
            }

            _run.RemoveAt(_run.Count - 1);
        }
    }
}
