using SecAutomation.Engine.Manifests.Parsing;
using SecAutomation.Engine.Projection.Maps;

namespace SecAutomation.Engine.Manifests.Fields;

/// <summary>Compiles the paths of a stream and says of every broken one where it stands.</summary>
internal sealed class PathCompiler(string file, ManifestProblems problems)
{
    /// <summary>Compiles a definition.</summary>
    /// <param name="definition">The paths.</param>
    /// <param name="drafts">The fields, for their places.</param>
    /// <param name="records">The place of the path of a record.</param>
    /// <param name="total">The place of the announced total.</param>
    /// <param name="whole">The place of the file, where nothing better is known.</param>
    /// <returns>The map; null where a path is broken, which was reported.</returns>
    public FieldMap? Compile(
        FieldMapDefinition definition,
        IReadOnlyList<FieldDraft> drafts,
        ManifestScalar? records,
        ManifestScalar? total,
        ManifestNode whole)
    {
        try
        {
            return FieldMap.Compile(definition);
        }
        catch (FieldPathException)
        {
            // Compiling stops at the first broken path; each field by itself tells of them all.
        }

        int before = problems.Count;
        FieldMapDefinition bare = definition with { Fields = [], Document = [] };
        if (!TryCompile(bare, records ?? whole))
            return null;
        if (total is not null)
            TryCompile(definition with { Fields = [] }, total);
        foreach (FieldDraft draft in drafts)
            TryCompileDraft(definition, draft);

        if (problems.Count == before)
        {
            // What is wrong is wrong only of all fields together.
            TryCompile(definition, whole);
        }

        return null;
    }

    private void TryCompileDraft(FieldMapDefinition definition, FieldDraft draft)
    {
        if (draft.IsInline)
        {
            foreach (FieldDraft child in draft.Children!)
                TryCompileDraft(definition, child);
            return;
        }

        foreach (ManifestScalar path in draft.Paths)
        {
            FieldDraft alone = draft with { Paths = [path], Order = FieldValueOrder.First, Children = null };
            if (draft.Children is null)
            {
                TryCompile(definition with { Fields = [.. alone.Definitions()], Document = [] }, path);
                continue;
            }

            foreach (FieldDraft child in draft.Children)
            {
                foreach (ManifestScalar childPath in child.Paths)
                {
                    FieldDraft one = child with { Paths = [childPath], Order = FieldValueOrder.First };
                    FieldDraft parent = draft with { Paths = [path], Order = FieldValueOrder.First, Children = [one] };
                    TryCompile(definition with { Fields = [.. parent.Definitions()], Document = [] }, childPath, path);
                }
            }
        }
    }

    private bool TryCompile(FieldMapDefinition definition, ManifestNode place, ManifestScalar? other = null)
    {
        try
        {
            FieldMap.Compile(definition);
            return true;
        }
        catch (FieldPathException wrong)
        {
            ManifestNode at = other is not null && other.Text == wrong.Path ? other : place;
            int column = at is ManifestScalar scalar && scalar.Text == wrong.Path
                ? at.Column + (scalar.IsQuoted ? 1 : 0) + Math.Max(0, wrong.Column - 1)
                : at.Column;
            string path = wrong.Path.Length == 0 ? "" : $"The path '{wrong.Path}' is wrong at its character {wrong.Column}: ";
            ManifestProblem problem = new(file, at.Line, column, path + wrong.Reason);
            if (!problems.Found.Contains(problem))
                problems.Add(problem.File, problem.Line, problem.Column, problem.Message);
            return false;
        }
    }
}
