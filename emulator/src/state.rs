//! What the server knows: the store, and each tenant's own state.

use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::answers::Scripted;
use crate::budget::Window;
use crate::clock::Clock;
use crate::keys::Signer;
use crate::log::Log;
use crate::options::EmulatorOptions;
use crate::problem::Problem;
use crate::settings::Settings;
use crate::store::Store;

/// Shared by all requests; cloning is cheap.
pub(crate) type App = Arc<Shared>;

#[derive(Debug)]
pub(crate) struct Shared {
    pub(crate) store: Store,
    pub(crate) signer: Signer,
    pub(crate) room_origin: String,
    /// Where the emulator is reached when a request does not say, such as `127.0.0.1:4010`.
    pub(crate) origin: String,
    defaults: Settings,
    tenants: Mutex<HashMap<String, Arc<Tenant>>>,
}

/// Everything that belongs to one key.
#[derive(Debug)]
pub(crate) struct Tenant {
    pub(crate) id: i64,
    pub(crate) clock: Clock,
    settings: Mutex<Settings>,
    window: Mutex<Window>,
    answers: Mutex<VecDeque<Scripted>>,
    file_answers: Mutex<VecDeque<Scripted>>,
    log: Mutex<Log>,
}

impl Shared {
    pub(crate) fn new(store: Store, signer: Signer, origin: String, options: &EmulatorOptions) -> Self {
        Self {
            store,
            signer,
            room_origin: options.room_origin(),
            origin,
            defaults: Settings::new(options),
            tenants: Mutex::default(),
        }
    }

    /// Finds the key's tenant; the first use of a key makes it.
    pub(crate) fn tenant(&self, key: &str) -> Result<Arc<Tenant>, Problem> {
        let mut tenants = lock(&self.tenants);
        if let Some(tenant) = tenants.get(key) {
            return Ok(Arc::clone(tenant));
        }
        let (id, offset_ms) = self.store.tenant(key)?;
        let tenant = Arc::new(Tenant {
            id,
            clock: Clock::new(offset_ms),
            settings: Mutex::new(self.defaults.clone()),
            window: Mutex::default(),
            answers: Mutex::default(),
            file_answers: Mutex::default(),
            log: Mutex::default(),
        });
        tenants.insert(key.to_owned(), Arc::clone(&tenant));
        Ok(tenant)
    }

    /// Finds the tenant of an id that we gave out.
    pub(crate) fn tenant_of_id(&self, id: i64) -> Result<Option<Arc<Tenant>>, Problem> {
        match self.store.key_of(id)? {
            Some(key) => self.tenant(&key).map(Some),
            None => Ok(None),
        }
    }

    /// Makes the tenant as new; ids of meetings go on growing.
    pub(crate) fn reset(&self, tenant: &Tenant) -> Result<(), Problem> {
        self.store.clear(tenant.id)?;
        self.set_clock_offset(tenant, 0)?;
        *tenant.settings() = self.defaults.clone();
        *tenant.window() = Window::default();
        tenant.answers().clear();
        tenant.file_answers().clear();
        tenant.log().clear();
        Ok(())
    }

    /// Moves the tenant's clock, also for the next start on the same file.
    pub(crate) fn set_clock_offset(&self, tenant: &Tenant, offset_ms: i64) -> Result<(), Problem> {
        self.store.set_clock_offset(tenant.id, offset_ms)?;
        tenant.clock.set_offset(offset_ms);
        Ok(())
    }
}

impl Tenant {
    pub(crate) fn settings(&self) -> MutexGuard<'_, Settings> {
        lock(&self.settings)
    }

    pub(crate) fn window(&self) -> MutexGuard<'_, Window> {
        lock(&self.window)
    }

    pub(crate) fn answers(&self) -> MutexGuard<'_, VecDeque<Scripted>> {
        lock(&self.answers)
    }

    /// Scripted answers to requests for files.
    pub(crate) fn file_answers(&self) -> MutexGuard<'_, VecDeque<Scripted>> {
        lock(&self.file_answers)
    }

    pub(crate) fn log(&self) -> MutexGuard<'_, Log> {
        lock(&self.log)
    }

    /// Rooms that ended at this moment or before are gone.
    pub(crate) fn gone_ms(&self) -> i64 {
        let kept_ms = i64::from(self.settings().keep_after_end_hours) * 3_600_000;
        self.clock.now_ms().saturating_sub(kept_ms)
    }
}

/// Takes a lock, also after a panic elsewhere: the emulator goes on.
pub(crate) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
