using SecAutomation.Build;

using CancellationTokenSource interrupt = new();
Console.CancelKeyPress += (_, pressed) =>
{
    // The children share the terminal and end by the same key; what is left is to wait for them.
    pressed.Cancel = true;
    interrupt.Cancel();
};

return await BuildCommand.RunAsync(args, Console.Out, Console.Error, interrupt.Token).ConfigureAwait(false);
