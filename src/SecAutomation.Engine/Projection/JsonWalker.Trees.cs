using System.Text.Json;

namespace SecAutomation.Engine.Projection;

/// <content>What is kept whole.</content>
internal sealed partial class JsonWalker
{
    private JsonTree? _tree;

    // What is kept whole is not walked into.
    private bool BeginTree(ref Utf8JsonReader reader)
    {
        for (int i = _valueFirst; i < _valueFirst + _valueCount; i++)
        {
            if (_entries[i] is { Mode: EntryMode.Value, Node.Trees: { Length: > 0 } captures })
            {
                _tree = new JsonTree(captures, reader.CurrentDepth);
                _tree.Add(ref reader);
                return true;
            }
        }

        return false;
    }

    private bool WriteTree(ref Utf8JsonReader reader)
    {
        JsonTree tree = _tree!;
        do
        {
            if (!reader.Read())
                return false;

            tree.WasCut |= NextStringWasCut;
            NextStringWasCut = false;
        }
        while (!tree.Add(ref reader));

        _sink.AddTree(tree.Captures, tree.Json, tree.WasCut);
        _tree = null;
        return true;
    }
}
