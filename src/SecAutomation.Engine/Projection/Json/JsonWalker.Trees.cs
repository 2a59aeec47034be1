using System.Runtime.CompilerServices;

namespace SecAutomation.Engine.Projection.Json;

/// <content>What is kept whole.</content>
internal sealed partial class JsonWalker
{
    private JsonTree? _tree;

    // What is kept whole is not walked into.
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool BeginTree(JsonScanner json)
    {
        for (int i = _valueFirst; i < _valueFirst + _valueCount; i++)
        {
            if (_entries[i] is { Mode: EntryMode.Value, Node.Trees: { Length: > 0 } captures })
            {
                _tree = new JsonTree(captures, json.Depth - 1);
                _tree.Add(json);
                return true;
            }
        }

        return false;
    }

    private bool WriteTree(JsonScanner json)
    {
        JsonTree tree = _tree!;
        do
        {
            if (!json.Read())
                return false;

            tree.WasCut |= NextStringWasCut;
            NextStringWasCut = false;
        }
        while (!tree.Add(json));

        _sink.AddTree(tree.Captures, tree.Json, tree.WasCut);
        _tree = null;
        return true;
    }
}
