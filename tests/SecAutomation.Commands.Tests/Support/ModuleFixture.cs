using SecAutomation.Testing.Modules;

namespace SecAutomation.Commands.Tests;

/// <summary>One session with the module for all tests of a class.</summary>
public sealed class ModuleFixture : IDisposable
{
    public ModuleSession Session { get; } = ModuleSession.Open();

    public void Dispose() => Session.Dispose();
}
