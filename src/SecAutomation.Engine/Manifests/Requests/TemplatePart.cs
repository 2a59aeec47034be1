using SecAutomation.Engine.Manifests.Fields;

namespace SecAutomation.Engine.Manifests.Requests;

/// <summary>A piece of a template: text, or a placeholder.</summary>
/// <param name="Text">The text; of a placeholder, its default.</param>
/// <param name="Name">The placeholder's name; null for text.</param>
/// <param name="Form">The placeholder's forms, in order.</param>
internal sealed record TemplatePart(string? Text, string? Name, IReadOnlyList<ValueForm> Form)
{
    /// <summary>Whether it is the address of a server, which stands at the beginning of a whole address as it is.</summary>
    public bool IsAddress { get; init; }

    /// <summary>The value in its forms: a text, or several; null where there is none and no default.</summary>
    public object? Shape(TemplateValues values) => values.Find(Name!) is { } value ? ValueText.Shape(value, Form) : Text;

    /// <summary>Whether JSON writes it as a number.</summary>
    public bool IsNumber(TemplateValues values) =>
        Form is [.., ValueForm.Number or ValueForm.UnixSeconds or ValueForm.UnixMilliseconds] || (Form.Count == 0 && values.Find(Name!) is int or long or double or decimal);

    /// <summary>Whether it is JSON itself.</summary>
    public bool IsTree => Form is [.., ValueForm.Tree];

    /// <summary>Whether JSON writes it as a truth value.</summary>
    public bool IsBoolean(TemplateValues values) => Form is [.., ValueForm.Boolean] || (Form.Count == 0 && values.Find(Name!) is bool);
}
